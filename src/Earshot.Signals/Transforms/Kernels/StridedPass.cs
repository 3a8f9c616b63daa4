using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A later pass of the self-sorting transform: lanes run over the results of the passes before, which lie side by side.</summary>
/// <remarks>
/// Remainder: the last group of a run is moved back to its end; the overlap is computed twice, to equal bits. The two loops are
/// methods of their own because the just-in-time compiler stops inlining at a number of locals per method.
/// </remarks>
/// <param name="columns">Number of columns.</param>
/// <param name="stride">Results side by side: the product of the radices before, at least the vector's width.</param>
/// <param name="factors">[column][output - 1][real, imaginary].</param>
internal sealed unsafe class StridedPass<TRadix, T>(int columns, int stride, AlignedFloats factors) : FftPass
    where TRadix : struct, IRadix
    where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(float* xr, float* xi, float* yr, float* yi)
    {
        // 1. Column 0, whose factors are all 1.
        RunFirst(xr, xi, yr, yi);

        // 2. The others.
        if (columns > 1)
        {
            RunOthers(xr, xi, yr, yi);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RunFirst(float* xr, float* xi, float* yr, float* yi)
    {
        nint inputStride = (nint)stride * columns;
        nint last = stride - T.Count;
        for (nint q = 0; ; q = Math.Min(q + T.Count, last))
        {
            TRadix.Apply<T, PlainColumn<T>>(new(xr + q, xi + q, inputStride, yr + q, yi + q, stride));
            if (q == last)
            {
                break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RunOthers(float* xr, float* xi, float* yr, float* yi)
    {
        nint inputStride = (nint)stride * columns;
        nint outputStep = (nint)stride * TRadix.Size;
        nint last = stride - T.Count;
        float* factor = factors.Pointer;
        for (int p = 1; p < columns; p++)
        {
            xr += stride;
            xi += stride;
            yr += outputStep;
            yi += outputStep;
            factor += 2 * (TRadix.Size - 1);
            for (nint q = 0; ; q = Math.Min(q + T.Count, last))
            {
                TRadix.Apply<T, TwiddledColumn<T>>(new(xr + q, xi + q, inputStride, yr + q, yi + q, stride, factor));
                if (q == last)
                {
                    break;
                }
            }
        }
    }
}
