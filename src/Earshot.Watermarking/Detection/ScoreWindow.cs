using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Sums the energies of one key over the frame and the first reverberation after it, and over the bins of each sub-band.</summary>
/// <remarks>
/// The sum of signed frames is the pattern as the room has drawn it out: energy that arrives one or two rows after the frame
/// still has the right signs and counts, with a weight that falls as the room's early decay does.
/// </remarks>
internal sealed class ScoreWindow
{
    /// <summary>Rows of the window: the frame and 10 ms after it.</summary>
    public const int Length = 4;

    /// <summary>Weights of the rows, sum 1; the tail falls by e in 20 ms.</summary>
    private static readonly float[] Weights = Normalize([1, 1, MathF.Exp(-0.25f), MathF.Exp(-0.5f)]);

    private static readonly Vector512<float> FirstBand = Mask(0, 10);
    private static readonly Vector512<float> SecondBandLow = Mask(10, 16);
    private static readonly Vector512<float> SecondBandHigh = Mask(0, 4);
    private static readonly Vector512<float> ThirdBand = Mask(4, 14);

    private readonly float[] _ratios = new float[Length * SignCorrelator.RatioLength]; // [row, a ring][skew][lane]
    private int _next;

    /// <summary>Where the energies of the next row go.</summary>
    public Span<float> Next => _ratios.AsSpan(_next * SignCorrelator.RatioLength, SignCorrelator.RatioLength);

    /// <summary>Takes the row that was written to <see cref="Next"/> and gives the mean ratio of each sub-band over the window.</summary>
    /// <remarks>
    /// A skew is two vectors of 16 lanes: the bands lie in lanes 0 .. 9, 10 .. 19 and 20 .. 29, and masks that hold 1/10 turn sums into means. The
    /// scalar twin is in the tests.
    /// </remarks>
    /// <param name="skewCount">How many skews to give, from the first.</param>
    /// <param name="means"><c>[skew][band]</c>.</param>
    public void Advance(int skewCount, Span<float> means)
    {
        _next = (_next + 1) % Length;
        ref float ratios = ref MemoryMarshal.GetArrayDataReference(_ratios);
        for (int skew = 0; skew < skewCount; skew++)
        {
            Vector512<float> low = Vector512<float>.Zero;
            Vector512<float> high = Vector512<float>.Zero;
            int row = _next;
            for (int i = 0; i < Length; i++)
            {
                nuint at = (nuint)((row * SignCorrelator.RatioLength) + (skew * FeatureGrid.Lanes));
                Vector512<float> weight = Vector512.Create(Weights[i]);
                low += weight * Vector512.LoadUnsafe(ref ratios, at);
                high += weight * Vector512.LoadUnsafe(ref ratios, at + 16);
                row = row + 1 == Length ? 0 : row + 1;
            }

            Span<float> bands = means.Slice(skew * MarkFormat.BandCount, MarkFormat.BandCount);
            bands[0] = Vector512.Sum(low * FirstBand);
            bands[1] = Vector512.Sum((low * SecondBandLow) + (high * SecondBandHigh));
            bands[2] = Vector512.Sum(high * ThirdBand);
        }
    }

    public void Reset()
    {
        Array.Clear(_ratios);
        _next = 0;
    }

    private static Vector512<float> Mask(int from, int to)
    {
        Vector512<float> mask = Vector512<float>.Zero;
        for (int lane = from; lane < to; lane++)
        {
            mask = mask.WithElement(lane, 1f / FeatureGrid.BinsPerBand);
        }

        return mask;
    }

    private static float[] Normalize(float[] weights)
    {
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights), weights);
        return weights;
    }
}
