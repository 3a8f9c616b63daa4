using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

/// <summary>Means over the past.</summary>
public static class RunningMeans
{
    /// <summary>For each frame the mean of all frames up to it, older ones weighing less.</summary>
    /// <remarks>y[t] = s[t] / n[t] with s[t] = decay s[t-1] + x[t] and n[t] = decay n[t-1] + 1; a decay of 1 gives the plain running mean.</remarks>
    /// <param name="x"><c>[B, T, C]</c>.</param>
    /// <param name="decay">Weight of a frame against the next, above 0 .. 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is outside its range.</exception>
    /// <exception cref="ShapeException">There are not three dimensions.</exception>
    public static Tensor<T> CausalMean<T>(this Tensor<T> x, double decay = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decay, 1);
        ShapeException.RequireRank(3, nameof(CausalMean), x.Shape, nameof(x));
        (int examples, int frames, int channels) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        T keep = T.CreateChecked(decay);
        Tensor<T> y = x.Tape.Output(nameof(CausalMean), x.Shape, x);
        using (Scratch<T> sum = x.Tape.Scratch(channels))
        {
            for (int b = 0; b < examples; b++)
            {
                sum.Span.Clear();
                T weight = T.Zero;
                for (int t = 0; t < frames; t++)
                {
                    int at = ((b * frames) + t) * channels;
                    weight = (weight * keep) + T.One;
                    TensorPrimitives.MultiplyAdd(sum.Span, keep, x.Values.Slice(at, channels), sum.Span);
                    TensorPrimitives.Divide(sum.Span, weight, y.Values.Slice(at, channels));
                }
            }
        }

        y.Tape.Record(y, () =>
        {
            // ds[t] = dy[t] / n[t] + decay ds[t+1], dx[t] += ds[t]
            using Scratch<T> scratch = y.Tape.Scratch(channels + frames);
            Span<T> slope = scratch.Span[..channels];
            Span<T> weights = scratch.Span[channels..];
            for (int t = 0; t < frames; t++)
            {
                weights[t] = ((t > 0 ? weights[t - 1] : T.Zero) * keep) + T.One;
            }

            for (int b = 0; b < examples; b++)
            {
                slope.Clear();
                for (int t = frames - 1; t >= 0; t--)
                {
                    int at = ((b * frames) + t) * channels;
                    TensorPrimitives.Multiply(slope, keep, slope);
                    TensorPrimitives.MultiplyAdd(y.Gradient.Slice(at, channels), T.One / weights[t], slope, slope);
                    TensorPrimitives.Add(x.Gradient.Slice(at, channels), slope, x.Gradient.Slice(at, channels));
                }
            }
        });
        return y;
    }
}
