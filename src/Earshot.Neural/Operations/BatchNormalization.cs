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
            Measure(x, mean.Span, scale.Span);
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
        var wide = new WideRows<T>(x.Tape, x.Shape, mean.Span, scale.Span, gain.Values, offset.Values);
        for (int at = 0; at < x.Shape.Count; at += wide.Width)
        {
            Span<T> row = y.Values.Slice(at, wide.Width);
            TensorPrimitives.Subtract(x.Values.Slice(at, wide.Width), wide[0], row);
            TensorPrimitives.Multiply(row, wide[1], row);
            TensorPrimitives.MultiplyAdd(row, wide[2], wide[3], row);
        }

        wide.Dispose();

        y.Tape.Record(y, () => Backward(x, gain, offset, y, mean, scale, usesBatch));
        return y;
    }

    private static void Measure<T>(Tensor<T> x, Span<T> mean, Span<T> variance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T share = T.One / T.CreateChecked(x.Shape.Count / mean.Length);
        mean.Clear();
        using (var sums = new WideRows<T>(x.Tape, x.Shape, mean))
        {
            Sums.OfRows<T>(x.Values, sums[0]);
            sums.Fold(0, mean);
        }

        TensorPrimitives.Multiply(mean, share, mean);
        variance.Clear();
        using var wide = new WideRows<T>(x.Tape, x.Shape, mean, variance);
        using Scratch<T> distance = x.Tape.Scratch(wide.Width);
        for (int at = 0; at < x.Shape.Count; at += wide.Width)
        {
            TensorPrimitives.Subtract(x.Values.Slice(at, wide.Width), wide[0], distance.Span);
            TensorPrimitives.MultiplyAdd(distance.Span, distance.Span, wide[1], wide[1]);
        }

        wide.Fold(1, variance);
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
        using Scratch<T> scratch = x.Tape.Scratch(3 * channels);
        Span<T> sum = scratch.Span[..channels];
        Span<T> dot = scratch.Span.Slice(channels, channels);
        Span<T> factor = scratch.Span.Slice(2 * channels, channels);
        sum.Clear();
        dot.Clear();
        using (var totals = new WideRows<T>(x.Tape, x.Shape, mean.Span, scale.Span, sum, dot))
        using (Scratch<T> unit = x.Tape.Scratch(totals.Width))
        {
            Sums.OfRows<T>(y.Gradient, totals[2]);
            for (int at = 0; at < x.Shape.Count; at += totals.Width)
            {
                Unit(x.Values.Slice(at, totals.Width), totals[0], totals[1], unit.Span);
                TensorPrimitives.MultiplyAdd(unit.Span, y.Gradient.Slice(at, totals.Width), totals[3], totals[3]);
            }

            totals.Fold(2, sum);
            totals.Fold(3, dot);
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
        using var wide = new WideRows<T>(x.Tape, x.Shape, mean.Span, scale.Span, dot, sum, factor);
        using Scratch<T> each = x.Tape.Scratch(wide.Width);
        for (int at = 0; at < x.Shape.Count; at += wide.Width)
        {
            Span<T> dx = x.Gradient.Slice(at, wide.Width);
            Unit(x.Values.Slice(at, wide.Width), wide[0], wide[1], each.Span);
            TensorPrimitives.MultiplyAdd(each.Span, wide[2], y.Gradient.Slice(at, wide.Width), each.Span);
            TensorPrimitives.Subtract(each.Span, wide[3], each.Span);
            TensorPrimitives.MultiplyAdd(each.Span, wide[4], dx, dx);
        }
    }

    private static void Unit<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> scale, Span<T> unit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, mean, unit);
        TensorPrimitives.Multiply(unit, scale, unit);
    }
}
