// Batch normalisation (Ioffe and Szegedy 2015) over all dimensions but the innermost. In training the statistics are those of the batch at hand, and
// their distance from the running ones is summed up beside the gradients; whoever ends the step (the trainer, over all its workers in a fixed order) moves
// the running statistics. In use they are constants, so a frame of a stream needs no other frame.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Normalisation of each channel over a batch.</summary>
public static class BatchNormalization
{
    /// <summary>Takes mean and variance out of each channel, then applies a gain and an offset.</summary>
    /// <param name="x">Any shape; the innermost dimension holds the channels.</param>
    /// <param name="gain"><c>[C]</c>.</param>
    /// <param name="offset"><c>[C]</c>.</param>
    /// <param name="runningMean"><c>[C]</c>, of the role <see cref="ParameterRole.Statistic"/>.</param>
    /// <param name="runningVariance"><c>[C]</c>, of the role <see cref="ParameterRole.Statistic"/>.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">One of the parameters is not as long as the innermost dimension.</exception>
    public static Tensor<T> BatchNorm<T>(
        this Tensor<T> x, Tensor<T> gain, Tensor<T> offset, Tensor<T> runningMean, Tensor<T> runningVariance, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = x.Shape.Last;
        foreach (Tensor<T> each in (ReadOnlySpan<Tensor<T>>)[gain, offset, runningMean, runningVariance])
        {
            ShapeException.Require(each.Shape.Count == channels, nameof(BatchNorm), $"{channels} elements for {x.Shape}", each.Shape, nameof(x));
        }

        Memory<T> mean = x.Tape.Keep(channels);
        Memory<T> scale = x.Tape.Keep(channels); // 1 / sqrt(variance + epsilon)
        bool usesBatch = x.Tape.IsTraining;
        if (usesBatch)
        {
            Measure(x.Values, mean.Span, scale.Span);
            Observe(x.Tape, runningMean, mean.Span);
            Observe(x.Tape, runningVariance, scale.Span);
        }
        else
        {
            runningMean.Values.CopyTo(mean.Span);
            runningVariance.Values.CopyTo(scale.Span);
        }

        TensorPrimitives.Add(scale.Span, T.CreateChecked(epsilon), scale.Span);
        TensorPrimitives.ReciprocalSqrt<T>(scale.Span, scale.Span);
        Tensor<T> y = x.Tape.Output(nameof(BatchNorm), x.Shape, x, gain, offset);
        for (int at = 0; at < x.Shape.Count; at += channels)
        {
            Span<T> row = y.Values.Slice(at, channels);
            TensorPrimitives.Subtract(x.Values.Slice(at, channels), mean.Span, row);
            TensorPrimitives.Multiply(row, scale.Span, row);
            TensorPrimitives.MultiplyAdd(row, gain.Values, offset.Values, row);
        }

        y.Tape.Record(y, () => Backward(x, gain, offset, y, mean, scale, usesBatch));
        return y;
    }

    private static void Measure<T>(ReadOnlySpan<T> x, Span<T> mean, Span<T> variance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = mean.Length;
        T share = T.One / T.CreateChecked(x.Length / channels);
        mean.Clear();
        Sums.OfRows(x, mean);
        TensorPrimitives.Multiply(mean, share, mean);
        variance.Clear();
        for (int at = 0; at < x.Length; at += channels)
        {
            for (int c = 0; c < channels; c++)
            {
                T distance = x[at + c] - mean[c];
                variance[c] += distance * distance;
            }
        }

        TensorPrimitives.Multiply(variance, share, variance);
    }

    // Adds the batch's distance from the running statistic to where gradients are summed.
    private static void Observe<T>(Tape<T> tape, Tensor<T> running, ReadOnlySpan<T> batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (running.IsParameter && tape.IsRecording && !tape.IsReplaying)
        {
            TensorPrimitives.Add(running.Gradient, batch, running.Gradient);
            TensorPrimitives.Subtract(running.Gradient, running.Values, running.Gradient);
        }
    }

    // With u the normalised input: dgain = sum dy u, doffset = sum dy, dx += gain scale (dy - [mean dy + u mean(dy u)] in training).
    private static void Backward<T>(Tensor<T> x, Tensor<T> gain, Tensor<T> offset, Tensor<T> y, Memory<T> mean, Memory<T> scale, bool usesBatch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = x.Shape.Last;
        using Scratch<T> scratch = x.Tape.Scratch(4 * channels);
        Span<T> unit = scratch.Span[..channels];
        Span<T> sum = scratch.Span.Slice(channels, channels);
        Span<T> dot = scratch.Span.Slice(2 * channels, channels);
        Span<T> factor = scratch.Span.Slice(3 * channels, channels);
        sum.Clear();
        dot.Clear();
        Sums.OfRows<T>(y.Gradient, sum);
        for (int at = 0; at < x.Shape.Count; at += channels)
        {
            Unit(x.Values.Slice(at, channels), mean.Span, scale.Span, unit);
            TensorPrimitives.MultiplyAdd(unit, y.Gradient.Slice(at, channels), dot, dot);
        }

        if (gain.NeedsGradient)
        {
            TensorPrimitives.Add(gain.Gradient, dot, gain.Gradient);
        }

        if (offset.NeedsGradient)
        {
            TensorPrimitives.Add(offset.Gradient, sum, offset.Gradient);
        }

        if (!x.NeedsGradient)
        {
            return;
        }

        T share = usesBatch ? T.One / T.CreateChecked(x.Shape.Count / channels) : T.Zero;
        TensorPrimitives.Multiply(sum, share, sum);
        TensorPrimitives.Multiply(dot, -share, dot);
        TensorPrimitives.Multiply(gain.Values, scale.Span, factor);
        for (int at = 0; at < x.Shape.Count; at += channels)
        {
            Span<T> dx = x.Gradient.Slice(at, channels);
            Unit(x.Values.Slice(at, channels), mean.Span, scale.Span, unit);
            TensorPrimitives.MultiplyAdd(unit, dot, y.Gradient.Slice(at, channels), unit);
            TensorPrimitives.Subtract(unit, sum, unit);
            TensorPrimitives.MultiplyAdd(unit, factor, dx, dx);
        }
    }

    private static void Unit<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> scale, Span<T> unit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, mean, unit);
        TensorPrimitives.Multiply(unit, scale, unit);
    }
}
