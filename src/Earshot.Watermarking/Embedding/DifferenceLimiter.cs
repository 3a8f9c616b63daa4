using System.Numerics.Tensors;

namespace Earshot.Watermarking.Embedding;

/// <summary>Lowers the difference where programme and difference together would pass full scale and the programme alone does not.</summary>
/// <remarks>
/// Blocks of about 2.5 ms. Each block has the largest gain that keeps it legal; at a boundary the smaller gain of both sides holds and between boundaries
/// the gain runs straight, so it is never above what its block allows.
/// </remarks>
internal sealed class DifferenceLimiter
{
    /// <summary>Full scale less 0.1 dB, so that peaks between the samples stay below full scale too.</summary>
    private const float Ceiling = 0.9886f;

    private float _gainBefore = 1;
    private float _gainStart = 1;

    /// <summary>The gain that a block allows.</summary>
    /// <param name="programme">Samples of all channels.</param>
    /// <param name="difference">The difference, same layout.</param>
    public static float Allowed(ReadOnlySpan<float> programme, ReadOnlySpan<float> difference)
    {
        // Most blocks are far from full scale: two maxima settle it.
        if (TensorPrimitives.MaxMagnitude(programme) is var a && TensorPrimitives.MaxMagnitude(difference) is var b
            && MathF.Abs(a) + MathF.Abs(b) <= Ceiling)
        {
            return 1;
        }

        float gain = 1;
        for (int n = 0; n < programme.Length; n++)
        {
            float limit = Math.Max(Ceiling, MathF.Abs(programme[n]));
            float x = programme[n];
            float d = difference[n];
            float room = d > 0 ? limit - x : limit + x;
            float size = MathF.Abs(d);
            if (size > room)
            {
                gain = Math.Min(gain, Math.Max(room, 0) / size);
            }
        }

        return gain;
    }

    /// <summary>Goes on by one block.</summary>
    /// <param name="allowed">What the block after the next one allows.</param>
    /// <param name="start">Gain at the start of the block that is now ready.</param>
    /// <param name="end">Gain at its end.</param>
    public void Next(float allowed, out float start, out float end)
    {
        start = _gainStart;
        end = Math.Min(_gainBefore, allowed);
        _gainStart = end;
        _gainBefore = allowed;
    }

    public void Reset()
    {
        _gainBefore = 1;
        _gainStart = 1;
    }
}
