// Convolution along time, channels last: y[b, t, o] = bias[o] + sum over k, i of w[o, k, i] x[b, t Stride + k Dilation - PadLeft, i].
// Without dilation it is one matrix product over overlapping rows (row stride = channels, inner length = taps x channels), as no im2col copy is
// needed; with dilation it is one product per tap. The weight gradient is the transposed product, the input gradient one product per tap that
// adds into shifted rows. Cost: 2 B T K I O operations each.
using System.Numerics;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Convolution along time.</summary>
public static class Convolution1d
{
    /// <summary>Convolves frames along time.</summary>
    /// <param name="x"><c>[B, T, I]</c>.</param>
    /// <param name="weight"><c>[O, K, I]</c>: for each output channel, taps from the oldest frame to the newest.</param>
    /// <param name="bias"><c>[O]</c>, or nothing.</param>
    /// <param name="stride">Frames from one output to the next, 1 or more.</param>
    /// <param name="dilation">Frames from one tap to the next, 1 or more.</param>
    /// <param name="padLeft">Zero frames before the first; (K - 1) dilation makes a causal convolution.</param>
    /// <param name="padRight">Zero frames after the last.</param>
    /// <returns><c>[B, T', O]</c>, T' = (T + padLeft + padRight - (K - 1) dilation - 1) / stride + 1.</returns>
    /// <exception cref="ShapeException">The channels differ, or there are fewer frames than the taps span.</exception>
    public static Tensor<T> Conv1d<T>(
        this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int dilation = 1, int padLeft = 0, int padRight = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(x.Shape, weight.Shape, stride, dilation, padLeft, padRight);
        int outputs = weight.Shape[0];
        var windows = new FrameWindows(x.Shape, weight.Shape[1], stride, dilation, padLeft, padRight);
        Shape shape = x.Shape.With(1, windows.OutputFrames).With(2, outputs);
        Tensor<T> y = bias is null ? x.Tape.Output(nameof(Conv1d), shape, x, weight) : x.Tape.Output(nameof(Conv1d), shape, x, weight, bias);
        using (Scratch<T> padded = x.Tape.Scratch(windows.PaddedCount))
        using (Scratch<T> rows = x.Tape.Scratch(windows.RowCount * outputs))
        {
            windows.Pad(x.Values, padded.Span);
            for (int at = 0; bias is not null && at < rows.Span.Length; at += outputs)
            {
                bias.Values.CopyTo(rows.Span[at..]);
            }

            bool adds = bias is not null;
            for (int k = 0; k < Products(windows); k++)
            {
                MatrixProduct.Multiply(Forward(windows, outputs), padded.Span[Offset(windows, k)..], weight.Values[(k * windows.Channels)..], rows.Span, adds);
                adds = true;
            }

            windows.TakeRows<T>(rows.Span, y.Values, outputs);
        }

        y.Tape.Record(y, () => Backward(x, weight, bias, y, windows));
        return y;
    }

    private static void Backward<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Tensor<T> y, FrameWindows windows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputs = weight.Shape[0];
        int inputs = windows.Channels;
        if (bias is { NeedsGradient: true })
        {
            Sums.OfRows<T>(y.Gradient, bias.Gradient);
        }

        using Scratch<T> rows = x.Tape.Scratch(windows.RowCount * outputs);
        using Scratch<T> padded = x.Tape.Scratch(windows.PaddedCount);
        windows.SpreadRows<T>(y.Gradient, rows.Span, outputs);
        if (weight.NeedsGradient)
        {
            windows.Pad(x.Values, padded.Span);
            Span<T> to = weight.GradientToWrite(out bool adds);
            int products = Products(windows);
            int width = windows.Taps / products * inputs;
            var shape = new ProductShape(outputs, width, windows.RowCount, outputs, windows.Stride * inputs, windows.Taps * inputs, TransposeA: true, TransposeB: false);
            for (int k = 0; k < products; k++)
            {
                MatrixProduct.Multiply(shape, rows.Span, padded.Span[Offset(windows, k)..], to[(k * inputs)..], adds);
            }
        }

        if (x.NeedsGradient)
        {
            padded.Span.Clear();
            var shape = new ProductShape(windows.RowCount, inputs, outputs, outputs, windows.Taps * inputs, windows.Stride * inputs, TransposeA: false, TransposeB: false);
            for (int k = 0; k < windows.Taps; k++)
            {
                MatrixProduct.Multiply(shape, rows.Span, weight.Values[(k * inputs)..], padded.Span[Offset(windows, k)..], accumulate: true);
            }

            windows.AddUnpadded<T>(padded.Span, x.Gradient);
        }
    }

    // One product covers all taps where they are neighbours.
    private static int Products(in FrameWindows windows) => windows.Dilation == 1 ? 1 : windows.Taps;

    private static int Offset(in FrameWindows windows, int tap) => tap * windows.Dilation * windows.Channels;

    private static ProductShape Forward(in FrameWindows windows, int outputs)
    {
        int row = windows.Taps * windows.Channels;
        return new(windows.RowCount, outputs, row / Products(windows), windows.Stride * windows.Channels, row, outputs, TransposeA: false, TransposeB: true);
    }

    private static void Require(in Shape x, in Shape weight, int stride, int dilation, int padLeft, int padRight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padLeft);
        ArgumentOutOfRangeException.ThrowIfNegative(padRight);
        ShapeException.RequireRank(3, nameof(Conv1d), x, nameof(x));
        ShapeException.RequireRank(3, nameof(Conv1d), weight, nameof(weight));
        ShapeException.Require(x[2] == weight[2], nameof(Conv1d), $"{weight[2]} channels for the weight {weight}", x, nameof(x));
        ShapeException.Require(
            FrameWindows.Fits(x, weight[1], dilation, padLeft, padRight),
            nameof(Conv1d),
            $"more than {((weight[1] - 1) * dilation) - padLeft - padRight} frames for the weight {weight}",
            x,
            nameof(x));
    }
}
