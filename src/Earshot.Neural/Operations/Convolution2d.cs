// Convolution over time and frequency, channels last: y[b, t, f, o] = bias[o] + sum over p, q, i of
// w[o, p, q, i] x[b, t StrideT + p - PadT, f StrideF + q - PadF, i]. A few frames at a time are unrolled into a matrix of windows (im2col, Chellapilla et
// al. 2006) that stays in the second cache, so that one matrix product does the work; the copy costs some 1 / O of it.
using System.Numerics;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Convolution over time and frequency.</summary>
public static class Convolution2d
{
    /// <summary>Convolves a time-frequency plane.</summary>
    /// <param name="x"><c>[B, T, F, I]</c>.</param>
    /// <param name="weight"><c>[O, P, Q, I]</c>: P taps in time, Q taps in frequency.</param>
    /// <param name="bias"><c>[O]</c>, or nothing.</param>
    /// <param name="stride">Step in time and in frequency, 1 or more.</param>
    /// <param name="padTime">Zero frames before the first and after the last.</param>
    /// <param name="padFrequency">Zero bins on both sides.</param>
    /// <returns><c>[B, T', F', O]</c>, T' = (T + both pads - P) / stride + 1, F' likewise.</returns>
    /// <exception cref="ShapeException">The channels differ, or the plane is smaller than the kernel.</exception>
    public static Tensor<T> Conv2d<T>(
        this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, (int Time, int Frequency) stride, (int Before, int After) padTime, int padFrequency)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(stride.Time, stride.Frequency), 1, nameof(stride));
        ShapeException.RequireRank(4, nameof(Conv2d), x.Shape, nameof(x));
        ShapeException.RequireRank(4, nameof(Conv2d), weight.Shape, nameof(weight));
        ShapeException.Require(x.Shape.Last == weight.Shape.Last, nameof(Conv2d), $"{weight.Shape.Last} channels for the weight {weight.Shape}", x.Shape, nameof(x));
        var plane = new PlaneWindows(x.Shape, weight.Shape[1], weight.Shape[2], stride, padTime, padFrequency);
        ShapeException.Require(plane.OutputFrames > 0 && plane.OutputBins > 0, nameof(Conv2d), $"a plane that holds the kernel {weight.Shape}", x.Shape, nameof(x));
        int outputs = weight.Shape[0];
        Shape shape = x.Shape.With(1, plane.OutputFrames).With(2, plane.OutputBins).With(3, outputs);
        Tensor<T> y = bias is null ? x.Tape.Output(nameof(Conv2d), shape, x, weight) : x.Tape.Output(nameof(Conv2d), shape, x, weight, bias);
        using (Scratch<T> windows = x.Tape.Scratch(plane.BlockFrames * plane.OutputBins * plane.WindowCount))
        {
            foreach ((int b, int t, int frames) in Blocks(x.Shape[0], plane))
            {
                int rows = frames * plane.OutputBins;
                Span<T> to = y.Values.Slice(((b * plane.OutputFrames) + t) * plane.OutputBins * outputs, rows * outputs);
                for (int at = 0; bias is not null && at < to.Length; at += outputs)
                {
                    bias.Values.CopyTo(to[at..]);
                }

                plane.Unroll(x.Values.Slice(b * plane.ExampleCount, plane.ExampleCount), windows.Span, t, frames);
                MatrixProduct.Multiply<T>(ProductShape.Dense(rows, outputs, plane.WindowCount, transposeB: true), windows.Span, weight.Values, to, accumulate: bias is not null);
            }
        }

        y.Tape.Record(y, () => Backward(x, weight, bias, y, plane));
        return y;
    }

    private static void Backward<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Tensor<T> y, PlaneWindows plane)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputs = weight.Shape[0];
        if (bias is { NeedsGradient: true })
        {
            Sums.OfRows<T>(y.Gradient, bias.Gradient);
        }

        using Scratch<T> windows = x.Tape.Scratch(plane.BlockFrames * plane.OutputBins * plane.WindowCount);
        foreach ((int b, int t, int frames) in Blocks(x.Shape[0], plane))
        {
            int rows = frames * plane.OutputBins;
            ReadOnlySpan<T> dy = y.Gradient.Slice(((b * plane.OutputFrames) + t) * plane.OutputBins * outputs, rows * outputs);
            if (weight.NeedsGradient)
            {
                plane.Unroll(x.Values.Slice(b * plane.ExampleCount, plane.ExampleCount), windows.Span, t, frames);
                Span<T> to = weight.GradientToWrite(out bool adds);
                MatrixProduct.Multiply(ProductShape.Dense(outputs, plane.WindowCount, rows, transposeA: true), dy, windows.Span, to, adds);
            }

            if (x.NeedsGradient)
            {
                MatrixProduct.Multiply(ProductShape.Dense(rows, plane.WindowCount, outputs), dy, weight.Values, windows.Span);
                plane.AddRolled<T>(windows.Span, x.Gradient.Slice(b * plane.ExampleCount, plane.ExampleCount), t, frames);
            }
        }
    }

    // All output frames of all examples, a few at a time.
    private static IEnumerable<(int Example, int Frame, int Frames)> Blocks(int examples, PlaneWindows plane)
    {
        for (int b = 0; b < examples; b++)
        {
            for (int t = 0; t < plane.OutputFrames; t += plane.BlockFrames)
            {
                yield return (b, t, Math.Min(plane.BlockFrames, plane.OutputFrames - t));
            }
        }
    }
}
