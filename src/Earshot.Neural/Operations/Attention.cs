// Multi-head scaled dot-product attention (Vaswani et al. 2017) as one operation: P = softmax(Q K' / sqrt(d) + bias[j - i]), y = P V, for each head.
// Heads are column stretches of the frames, addressed by stride, so nothing is rearranged. The bias is learned for each head and distance
// (Raffel et al. 2020, without their buckets) and is clipped at the ends of its table. Frames outside the span or past an example's end get no weight.
// P is kept for the backward pass: B H T^2 elements. Cost: 4 B T^2 D operations forward, 8 backward.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Attention of frames to frames of the same example.</summary>
public static class Attention
{
    /// <summary>Attends with several heads.</summary>
    /// <param name="query"><c>[B, T, D]</c>; head h has the features h D / heads and on.</param>
    /// <param name="key">The same shape.</param>
    /// <param name="value">The same shape.</param>
    /// <param name="heads">Number of heads, a divisor of D.</param>
    /// <param name="span">Which frames see which.</param>
    /// <param name="distanceBias"><c>[H, R]</c>, added to a score by the key's distance from the query clipped to -R / 2 .. R / 2; or nothing. R is odd.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    /// <exception cref="ShapeException">Shapes differ, or the heads do not divide the features.</exception>
    public static Tensor<T> Attend<T>(
        this Tensor<T> query, Tensor<T> key, Tensor<T> value, int heads, AttentionSpan span, Tensor<T>? distanceBias = null, int[]? lengths = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireRank(3, nameof(Attend), query.Shape, nameof(query));
        ShapeException.RequireSame(nameof(Attend), query.Shape, key.Shape, nameof(key));
        ShapeException.RequireSame(nameof(Attend), query.Shape, value.Shape, nameof(value));
        (int examples, int frames, int features) = (query.Shape[0], query.Shape[1], query.Shape[2]);
        ShapeException.Require(heads >= 1 && features % heads == 0, nameof(Attend), $"a multiple of {heads} features", query.Shape, nameof(query));
        ShapeException.Require(
            distanceBias is null || (distanceBias.Shape.Rank == 2 && distanceBias.Shape[0] == heads && distanceBias.Shape[1] % 2 == 1),
            nameof(Attend), $"[H {heads}, an odd number of distances]", distanceBias?.Shape ?? default, nameof(distanceBias));
        ShapeException.Require(lengths is null || lengths.Length == examples, nameof(Attend), $"{lengths?.Length} examples, as many as lengths", query.Shape, nameof(lengths));
        int width = features / heads;
        T scale = T.One / T.Sqrt(T.CreateChecked(width));
        Tensor<T> y = distanceBias is null
            ? query.Tape.Output(nameof(Attend), query.Shape, query, key, value)
            : query.Tape.Output(nameof(Attend), query.Shape, query, key, value, distanceBias);
        Memory<T> weights = query.Tape.Keep(examples * heads * frames * frames); // [example][head][query][key]
        for (int pair = 0; pair < examples * heads; pair++)
        {
            (int b, int h) = Math.DivRem(pair, heads);
            int at = (b * frames * features) + (h * width);
            int limit = lengths is null ? frames : lengths[b];
            Span<T> p = weights.Span.Slice(pair * frames * frames, frames * frames);
            MatrixProduct.Multiply<T>(Scores(frames, width, features), query.Values[at..], key.Values[at..], p);
            for (int i = 0; i < frames; i++)
            {
                WeighRow(p.Slice(i * frames, frames), i, span, limit, scale, distanceBias is null ? [] : distanceBias.Values.Slice(h * distanceBias.Shape[1], distanceBias.Shape[1]));
            }

            MatrixProduct.Multiply<T>(Mix(frames, width, features), p, value.Values[at..], y.Values[at..]);
        }

        y.Tape.Record(y, () => Backward(query, key, value, y, weights, heads, distanceBias));
        return y;
    }

    // Scores of one query to weights: scaled, biased, softmax over the keys in reach, zero elsewhere.
    private static void WeighRow<T>(Span<T> row, int i, AttentionSpan span, int limit, T scale, ReadOnlySpan<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int first = Math.Min(span.First(i), limit);
        int end = Math.Min(span.End(i, row.Length), limit);
        Span<T> reach = row[first..Math.Max(first, end)];
        TensorPrimitives.Multiply(reach, scale, reach);
        if (bias.Length > 0)
        {
            AddBias(reach, first - i, bias);
        }

        row[..first].Clear();
        row[Math.Max(first, end)..].Clear();
        if (reach.Length > 0)
        {
            Softmaxes.Row<T>(reach, reach);
        }
    }

    // dV = P' dY, dP = dY V', dS = P (dP - rowsum(P dP)), dQ = scale dS K, dK = scale dS' Q, dbias[j - i] = dS.
    private static void Backward<T>(Tensor<T> query, Tensor<T> key, Tensor<T> value, Tensor<T> y, Memory<T> weights, int heads, Tensor<T>? distanceBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int examples, int frames, int features) = (query.Shape[0], query.Shape[1], query.Shape[2]);
        int width = features / heads;
        T scale = T.One / T.Sqrt(T.CreateChecked(width));
        using Scratch<T> scratch = query.Tape.Scratch(2 * frames * frames);
        Span<T> dp = scratch.Span[..(frames * frames)];
        Span<T> ds = scratch.Span[(frames * frames)..];
        var back = new ProductShape(frames, width, frames, frames, features, features, TransposeA: true, TransposeB: false);
        for (int pair = 0; pair < examples * heads; pair++)
        {
            (int b, int h) = Math.DivRem(pair, heads);
            int at = (b * frames * features) + (h * width);
            ReadOnlySpan<T> p = weights.Span.Slice(pair * frames * frames, frames * frames);
            ReadOnlySpan<T> dy = y.Gradient[at..];
            if (value.NeedsGradient)
            {
                MatrixProduct.Multiply(back, p, dy, value.Gradient[at..], accumulate: true);
            }

            MatrixProduct.Multiply(Scores(frames, width, features), dy, value.Values[at..], dp);
            ds.Clear();
            for (int i = 0; i < dp.Length; i += frames)
            {
                Softmaxes.RowBackward(p.Slice(i, frames), dp.Slice(i, frames), ds.Slice(i, frames));
            }

            if (distanceBias is { NeedsGradient: true })
            {
                AddDistances(ds, distanceBias.Gradient.Slice(h * distanceBias.Shape[1], distanceBias.Shape[1]), frames);
            }

            TensorPrimitives.Multiply(ds, scale, ds);
            if (query.NeedsGradient)
            {
                MatrixProduct.Multiply<T>(Mix(frames, width, features), ds, key.Values[at..], query.Gradient[at..], accumulate: true);
            }

            if (key.NeedsGradient)
            {
                MatrixProduct.Multiply<T>(back, ds, query.Values[at..], key.Gradient[at..], accumulate: true);
            }
        }
    }

    // Adds to scores of keys at neighbouring distances, the first one given, their biases: beyond the table's ends its outermost ones.
    internal static void AddBias<T>(Span<T> scores, int distance, ReadOnlySpan<T> table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int below, int within, int start) = Split(distance, scores.Length, table.Length);
        TensorPrimitives.Add(scores[..below], table[0], scores[..below]);
        Span<T> middle = scores.Slice(below, within);
        TensorPrimitives.Add(middle, table.Slice(start, within), middle);
        TensorPrimitives.Add(scores[(below + within)..], table[^1], scores[(below + within)..]);
    }

    // The reverse: adds the gradients of the scores to those of the table.
    private static void AddDistances<T>(ReadOnlySpan<T> ds, Span<T> table, int frames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < frames; i++)
        {
            ReadOnlySpan<T> row = ds.Slice(i * frames, frames);
            (int below, int within, int start) = Split(-i, frames, table.Length);
            table[0] += Sums.Of(row[..below]);
            Span<T> middle = table.Slice(start, within);
            TensorPrimitives.Add(middle, row.Slice(below, within), middle);
            table[^1] += Sums.Of(row[(below + within)..]);
        }
    }

    // Cuts a stretch of distances where it leaves a table: how many lie below it, how many within, and where in the table those begin.
    private static (int Below, int Within, int Start) Split(int distance, int count, int tableLength)
    {
        int place = distance + (tableLength / 2);
        int below = Math.Clamp(-place, 0, count);
        int start = Math.Clamp(place, 0, tableLength);
        return (below, Math.Clamp(tableLength - start, 0, count - below), start);
    }

    private static ProductShape Scores(int frames, int width, int features) => new(frames, frames, width, features, features, frames, TransposeA: false, TransposeB: true);

    private static ProductShape Mix(int frames, int width, int features) => new(frames, width, frames, frames, features, features, TransposeA: false, TransposeB: false);
}
