using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>From the whole numbers of a strip to floats.</summary>
internal static unsafe class RowScaling
{
    private const int Rows = QuantizedLayout.StripRows;

    /// <summary>results += scale x (2 sum - correction), rounded once to a float before and once after.</summary>
    /// <param name="sums">Dot products of codes and activations, <c>[8]</c>.</param>
    /// <param name="correction">z times the sum of the activations.</param>
    /// <param name="scales">h, <c>[8]</c>.</param>
    /// <param name="results">The floats so far, <c>[8]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(int* sums, int correction, float* scales, float* results)
    {
        var shift = Vector128.Create(correction);
        for (int i = 0; i < Rows; i += 4)
        {
            Vector128<int> exact = (Vector128.Load(sums + i) << 1) - shift;
            Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(exact), Vector128.Load(scales + i), Vector128.Load(results + i)).Store(results + i);
        }
    }

    /// <summary>target = results x the frame's scale, for as many rows as there are.</summary>
    /// <param name="results">The floats, <c>[8]</c>.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="target">The frame's results from the strip's first row on; may be empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(float* results, float scale, Span<float> target)
    {
        for (int i = 0; i < Math.Min(Rows, target.Length); i++)
        {
            target[i] = results[i] * scale;
        }
    }
}
