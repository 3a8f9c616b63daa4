using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Convolution along time of each channel on its own.</summary>
public static class DepthwiseConvolution
{
    /// <summary>y[b, t, c] = bias[c] + sum over k of w[k, c] x[b, t stride + k dilation - padLeft, c].</summary>
    /// <param name="x"><c>[B, T, C]</c>.</param>
    /// <param name="weight"><c>[K, C]</c>, taps from the oldest frame to the newest.</param>
    /// <param name="bias"><c>[C]</c>, or nothing.</param>
    /// <param name="stride">Frames from one output to the next, 1 or more.</param>
    /// <param name="dilation">Frames from one tap to the next, 1 or more.</param>
    /// <param name="padLeft">Zero frames before the first; (K - 1) dilation makes a causal convolution.</param>
    /// <param name="padRight">Zero frames after the last.</param>
    /// <returns><c>[B, T', C]</c>.</returns>
    /// <exception cref="ShapeException">The channels differ, or there are fewer frames than the taps span.</exception>
    public static Tensor<T> DepthwiseConv1d<T>(
        this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int dilation = 1, int padLeft = 0, int padRight = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        ShapeException.RequireRank(3, nameof(DepthwiseConv1d), x.Shape, nameof(x));
        ShapeException.Require(x.Shape.Last == weight.Shape.Last, nameof(DepthwiseConv1d), $"{weight.Shape.Last} channels for the weight {weight.Shape}", x.Shape, nameof(x));
        ShapeException.Require(
            FrameWindows.Fits(x.Shape, weight.Shape[0], dilation, padLeft, padRight), nameof(DepthwiseConv1d), $"enough frames for the weight {weight.Shape}", x.Shape, nameof(x));
        var windows = new FrameWindows(x.Shape, weight.Shape[0], stride, dilation, padLeft, padRight);
        Shape shape = x.Shape.With(1, windows.OutputFrames);
        Tensor<T> y = bias is null
            ? x.Tape.Output(nameof(DepthwiseConv1d), shape, x, weight)
            : x.Tape.Output(nameof(DepthwiseConv1d), shape, x, weight, bias);
        int channels = windows.Channels;
        for (int row = 0; row < windows.Examples * windows.OutputFrames; row++)
        {
            Span<T> to = y.Values.Slice(row * channels, channels);
            to.Clear();
            bias?.Values.CopyTo(to);
            for (int k = 0; k < windows.Taps; k++)
            {
                if (FrameAt(windows, row, k) is int frame and >= 0)
                {
                    TensorPrimitives.MultiplyAdd(x.Values.Slice(frame * channels, channels), weight.Values.Slice(k * channels, channels), to, to);
                }
            }
        }

        y.Tape.Record(y, () => Backward(x, weight, bias, y, windows));
        return y;
    }

    private static void Backward<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Tensor<T> y, FrameWindows windows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = windows.Channels;
        if (bias is { NeedsGradient: true })
        {
            Sums.OfRows<T>(y.Gradient, bias.Gradient);
        }

        for (int row = 0; row < windows.Examples * windows.OutputFrames; row++)
        {
            ReadOnlySpan<T> dy = y.Gradient.Slice(row * channels, channels);
            for (int k = 0; k < windows.Taps; k++)
            {
                if (FrameAt(windows, row, k) is not (int frame and >= 0))
                {
                    continue;
                }

                if (x.NeedsGradient)
                {
                    Span<T> to = x.Gradient.Slice(frame * channels, channels);
                    TensorPrimitives.MultiplyAdd(dy, weight.Values.Slice(k * channels, channels), to, to);
                }

                if (weight.NeedsGradient)
                {
                    Span<T> to = weight.Gradient.Slice(k * channels, channels);
                    TensorPrimitives.MultiplyAdd(dy, x.Values.Slice(frame * channels, channels), to, to);
                }
            }
        }
    }

    // The frame, counted over all examples, that a tap of an output row reads; -1 for padding.
    private static int FrameAt(in FrameWindows windows, int row, int tap)
    {
        (int example, int t) = Math.DivRem(row, windows.OutputFrames);
        int frame = (t * windows.Stride) + (tap * windows.Dilation) - windows.PadLeft;
        return (uint)frame < (uint)windows.Frames ? (example * windows.Frames) + frame : -1;
    }
}
