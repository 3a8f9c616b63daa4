using System.Numerics.Tensors;
using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Convolution;

/// <summary>Convolution of whole signals.</summary>
public static class FastConvolution
{
    // Below this many taps the sum itself is faster than transforms.
    private const int DirectTaps = 64;

    /// <summary>Full linear convolution: y[n] = sum over k of signal[n - k] response[k].</summary>
    /// <remarks>
    /// Overlap-add with transforms some four times as long as the shorter side (Oppenheim and Schafer, section 8.7.3); a short side
    /// is summed directly. The sides may change places. Samples that are not finite are taken as 0.
    /// </remarks>
    /// <param name="signal">One side.</param>
    /// <param name="response">The other side.</param>
    /// <returns>signal.Length + response.Length - 1 samples; none when a side is empty.</returns>
    public static float[] Convolve(ReadOnlySpan<float> signal, ReadOnlySpan<float> response)
    {
        if (signal.IsEmpty || response.IsEmpty)
        {
            return [];
        }

        float[] x = Ordinary(signal.Length >= response.Length ? signal : response);
        float[] h = Ordinary(signal.Length >= response.Length ? response : signal);
        var y = new float[checked(x.Length + h.Length - 1)];
        if (h.Length < DirectTaps)
        {
            AddDirectly(x, h, y);
        }
        else
        {
            AddByTransforms(x, h, y);
        }

        return y;
    }

    private static float[] Ordinary(ReadOnlySpan<float> samples)
    {
        var copy = new float[samples.Length];
        Finite.Copy(samples, copy);
        return copy;
    }

    private static void AddDirectly(float[] x, float[] h, float[] y)
    {
        for (int k = 0; k < h.Length; k++)
        {
            Span<float> shifted = y.AsSpan(k, x.Length);
            TensorPrimitives.MultiplyAdd(x, h[k], shifted, shifted);
        }
    }

    private static void AddByTransforms(float[] x, float[] h, float[] y)
    {
        // 1. The transform: the next power of two from four times the response, but no longer than all of the result needs.
        int length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(4L * h.Length, y.Length));
        int blockLength = length - h.Length + 1;
        var fft = new RealFft(length);
        var block = new float[length];
        var filterRe = new float[fft.BinCount];
        var filterIm = new float[fft.BinCount];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        var product = new float[fft.BinCount];
        h.CopyTo(block, 0);
        fft.Forward(block, filterRe, filterIm);

        for (int start = 0; start < x.Length; start += blockLength)
        {
            // 2. A block of the signal, zeros after it -> its spectrum.
            ReadOnlySpan<float> samples = x.AsSpan(start, Math.Min(blockLength, x.Length - start));
            Array.Clear(block);
            samples.CopyTo(block);
            fft.Forward(block, re, im);

            // 3. (re, im) x (filterRe, filterIm) -> (product, im).
            TensorPrimitives.Multiply(im, filterIm, product);
            TensorPrimitives.Negate(product, product);
            TensorPrimitives.MultiplyAdd(re, filterRe, product, product);
            TensorPrimitives.Multiply(im, filterRe, im);
            TensorPrimitives.MultiplyAdd(re, filterIm, im, im);

            // 4. Back, and added where the block lies; it rings into the next ones.
            fft.Inverse(product, im, block);
            int count = samples.Length + h.Length - 1;
            Span<float> sum = y.AsSpan(start, count);
            TensorPrimitives.Add(sum, block.AsSpan(0, count), sum);
        }
    }
}
