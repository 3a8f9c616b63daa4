// Multi-head scaled dot-product attention (Vaswani et al. 2017) as one operation: P = softmax(Q K' / sqrt(d) + bias[j - i]), y = P V, for each head.
// Heads are column stretches of the frames, addressed by stride, so nothing is rearranged. The bias is learned for each head and distance
// (Raffel et al. 2020, without their buckets) and is clipped at the ends of its table. Frames outside the span or past an example's end get no weight. With gates
// P[i, j] = g[j] A[i, j], A[i, j] = e^s[i, j] / sum over k of g[k] e^s[i, k], so that a gate of 0 takes its frame out of the memory and still gets a gradient.
// A is kept for the backward pass: B H T^2 elements. Cost: 4 B T^2 D operations forward, 8 backward.
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
    /// <param name="keyGates"><c>[B, T]</c>, 0 or more: how much of each frame is in the memory; or nothing. A frame that sees only gates of 0 gets zeros.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    /// <exception cref="ShapeException">Shapes differ, or the heads do not divide the features.</exception>
    public static Tensor<T> Attend<T>(
        this Tensor<T> query,
        Tensor<T> key,
        Tensor<T> value,
        int heads,
        AttentionSpan span,
        Tensor<T>? distanceBias = null,
        int[]? lengths = null,
        Tensor<T>? keyGates = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireRank(3, nameof(Attend), query.Shape, nameof(query));
        ShapeException.RequireSame(nameof(Attend), query.Shape, key.Shape, nameof(key));
        ShapeException.RequireSame(nameof(Attend), query.Shape, value.Shape, nameof(value));
        return new HeadSet<T>(query, key, value, (0, 0, 0), query.Shape.Last, heads, span, distanceBias, lengths, keyGates).Attend(nameof(Attend));
    }

    /// <summary>Attends with queries, keys and values that lie side by side, as one linear layer gives them.</summary>
    /// <param name="projected"><c>[B, T, 3 D]</c>: D features of queries, then of keys, then of values.</param>
    /// <param name="heads">Number of heads, a divisor of D.</param>
    /// <param name="span">Which frames see which.</param>
    /// <param name="distanceBias"><c>[H, R]</c>, as for <see cref="Attend"/>; or nothing.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="keyGates"><c>[B, T]</c>, as for <see cref="Attend"/>; or nothing.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    /// <exception cref="ShapeException">The features are not three times as many as the heads divide.</exception>
    public static Tensor<T> SelfAttend<T>(
        this Tensor<T> projected, int heads, AttentionSpan span, Tensor<T>? distanceBias = null, int[]? lengths = null, Tensor<T>? keyGates = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(projected.Shape.Rank == 3 && projected.Shape.Last % 3 == 0, nameof(SelfAttend), "[B, T, 3 D]", projected.Shape, nameof(projected));
        int size = projected.Shape.Last / 3;
        return new HeadSet<T>(projected, projected, projected, (0, size, 2 * size), size, heads, span, distanceBias, lengths, keyGates).Attend(nameof(SelfAttend));
    }
}
