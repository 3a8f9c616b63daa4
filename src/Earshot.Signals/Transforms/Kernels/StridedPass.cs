using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A later pass of the self-sorting transform: lanes run over the results of the passes before, which lie side by side.</summary>
/// <remarks>Remainder: the last group of a run is moved back to its end; the overlap is computed twice, to equal bits.</remarks>
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
        nint inputStride = (nint)stride * columns;
        nint last = stride - T.Count;

        // 1. Column 0, whose factors are all 1.
        for (nint q = 0; ; q = Math.Min(q + T.Count, last))
        {
            TRadix.Apply<T, PlainColumn<T>>(new(xr + q, xi + q, inputStride, yr + q, yi + q, stride));
            if (q == last)
            {
                break;
            }
        }

        // 2. The others.
        float* factor = factors.Pointer;
        for (int p = 1; p < columns; p++)
        {
            xr += stride;
            xi += stride;
            yr += (nint)stride * TRadix.Size;
            yi += (nint)stride * TRadix.Size;
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
