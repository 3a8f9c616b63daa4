using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

// The heads of an attention: where their queries, keys and values lie, and the way forwards and backwards through each.
internal sealed class HeadSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> _query;
    private readonly Tensor<T> _key;
    private readonly Tensor<T> _value;
    private readonly (int Query, int Key, int Value) _offsets; // within a frame
    private readonly Tensor<T>? _bias;
    private readonly Tensor<T>? _gates;
    private readonly int[]? _lengths;
    private readonly AttentionSpan _span;
    private readonly int _examples;
    private readonly int _heads;
    private readonly int _frames;
    private readonly int _size; // D
    private readonly int _stride; // elements from a frame to the next in the inputs
    private readonly T _scale;

    public HeadSet(
        Tensor<T> query,
        Tensor<T> key,
        Tensor<T> value,
        (int Query, int Key, int Value) offsets,
        int size,
        int heads,
        AttentionSpan span,
        Tensor<T>? bias,
        int[]? lengths,
        Tensor<T>? gates)
    {
        (_query, _key, _value, _offsets, _size, _heads, _span, _bias, _lengths, _gates) = (query, key, value, offsets, size, heads, span, bias, lengths, gates);
        (_examples, _frames, _stride) = (query.Shape[0], query.Shape[1], query.Shape[2]);
        ShapeException.Require(heads >= 1 && size % heads == 0, nameof(Attention), $"a multiple of {heads} features", query.Shape, nameof(query));
        ShapeException.Require(
            bias is null || (bias.Shape.Rank == 2 && bias.Shape[0] == heads && bias.Shape[1] % 2 == 1), nameof(Attention), $"[H {heads}, an odd number of distances]", bias?.Shape ?? default, nameof(bias));
        ShapeException.Require(lengths is null || lengths.Length == _examples, nameof(Attention), $"{lengths?.Length} examples, as many as lengths", query.Shape, nameof(lengths));
        ShapeException.Require(gates is null || gates.Shape.Count == _examples * _frames, nameof(Attention), $"a gate for each frame of {query.Shape}", gates?.Shape ?? default, nameof(gates));
        _scale = T.One / T.Sqrt(T.CreateChecked(Width));
    }

    private int Width => _size / _heads;

    private int PairCount => _frames * _frames;

    public Tensor<T> Attend(string operation)
    {
        Tape<T> tape = _query.Tape;
        Tensor<T> y = tape.Output(operation, _query.Shape.With(-1, _size), _query, _key, _value, _bias ?? _query, _gates ?? _query);
        Memory<T> weights = tape.Keep(_examples * _heads * PairCount); // A: [example][head][query][key]
        using Scratch<T> gated = tape.Scratch(_gates is null ? 0 : PairCount);
        for (int pair = 0; pair < _examples * _heads; pair++)
        {
            (int b, int h) = Math.DivRem(pair, _heads);
            Span<T> a = weights.Span.Slice(pair * PairCount, PairCount);
            MatrixProduct.Multiply<T>(Scores(_stride, _stride), At(_query.Values, b, h, _offsets.Query), At(_key.Values, b, h, _offsets.Key), a);
            for (int i = 0; i < _frames; i++)
            {
                Weigh(a.Slice(i * _frames, _frames), i, b, h);
            }

            MatrixProduct.Multiply(Mix(_stride, _size), Gated(a, b, gated.Span), At(_value.Values, b, h, _offsets.Value), y.Values[Place(b, h, _size)..]);
        }

        tape.Record(y, () => Backward(y, weights));
        return y;
    }

    // Scores of one query to A: scaled, biased, e^s over the gated sum for the keys in reach, zero elsewhere.
    private void Weigh(Span<T> row, int i, int b, int h)
    {
        int limit = _lengths is null ? _frames : _lengths[b];
        int first = Math.Min(_span.First(i), limit);
        int end = Math.Max(first, Math.Min(_span.End(i, _frames), limit));
        row[..first].Clear();
        row[end..].Clear();
        Span<T> reach = row[first..end];
        if (reach.Length == 0)
        {
            return;
        }

        TensorPrimitives.Multiply(reach, _scale, reach);
        if (_bias is not null)
        {
            DistanceBias.AddTo(reach, first - i, _bias.Values.Slice(h * _bias.Shape[1], _bias.Shape[1]));
        }

        if (_gates is null)
        {
            Softmaxes.Row<T>(reach, reach);
            return;
        }

        TensorPrimitives.Subtract(reach, TensorPrimitives.Max<T>(reach), reach);
        Elementwise.Exp(reach, reach);
        T sum = Sums.OfProducts<T>(reach, _gates.Values.Slice((b * _frames) + first, reach.Length));
        TensorPrimitives.Multiply(reach, sum > T.Zero ? T.One / sum : T.Zero, reach);
    }

    // dV = P' dY, dP = dY V', dS = P (dP - rowsum(P dP)), dQ = scale dS K, dK = scale dS' Q, dbias[j - i] = dS, dg[j] = A (dP - rowsum(P dP)).
    private void Backward(Tensor<T> y, Memory<T> weights)
    {
        using Scratch<T> scratch = y.Tape.Scratch((_gates is null ? 2 : 3) * PairCount);
        Span<T> dp = scratch.Span[..PairCount];
        Span<T> ds = scratch.Span.Slice(PairCount, PairCount);
        Span<T> gated = scratch.Span[(2 * PairCount)..];
        for (int pair = 0; pair < _examples * _heads; pair++)
        {
            (int b, int h) = Math.DivRem(pair, _heads);
            ReadOnlySpan<T> a = weights.Span.Slice(pair * PairCount, PairCount);
            ReadOnlySpan<T> p = Gated(a, b, gated);
            ReadOnlySpan<T> dy = y.Gradient[Place(b, h, _size)..];
            if (_value.NeedsGradient)
            {
                MatrixProduct.Multiply(Back(_size), p, dy, At(_value.Gradient, b, h, _offsets.Value), accumulate: true);
            }

            MatrixProduct.Multiply(Scores(_size, _stride), dy, At(_value.Values, b, h, _offsets.Value), dp);
            ds.Clear();
            for (int at = 0; at < PairCount; at += _frames)
            {
                Softmaxes.RowBackward(p.Slice(at, _frames), dp.Slice(at, _frames), ds.Slice(at, _frames));
            }

            AddGateGradients(a, p, dp, b);
            if (_bias is { NeedsGradient: true })
            {
                DistanceBias.AddGradients(ds, _bias.Gradient.Slice(h * _bias.Shape[1], _bias.Shape[1]), _frames);
            }

            TensorPrimitives.Multiply(ds, _scale, ds);
            if (_query.NeedsGradient)
            {
                MatrixProduct.Multiply<T>(Mix(_stride, _stride), ds, At(_key.Values, b, h, _offsets.Key), At(_query.Gradient, b, h, _offsets.Query), accumulate: true);
            }

            if (_key.NeedsGradient)
            {
                MatrixProduct.Multiply<T>(Back(_stride), ds, At(_query.Values, b, h, _offsets.Query), At(_key.Gradient, b, h, _offsets.Key), accumulate: true);
            }
        }
    }

    // Overwrites dp.
    private void AddGateGradients(ReadOnlySpan<T> a, ReadOnlySpan<T> p, Span<T> dp, int b)
    {
        if (_gates is not { NeedsGradient: true })
        {
            return;
        }

        Span<T> gradient = _gates.Gradient.Slice(b * _frames, _frames);
        for (int at = 0; at < PairCount; at += _frames)
        {
            Span<T> row = dp.Slice(at, _frames);
            TensorPrimitives.Subtract(row, Sums.OfProducts(p.Slice(at, _frames), row), row);
            TensorPrimitives.MultiplyAdd(a.Slice(at, _frames), row, gradient, gradient);
        }
    }

    // P from A.
    private ReadOnlySpan<T> Gated(ReadOnlySpan<T> a, int b, Span<T> gated)
    {
        if (_gates is null)
        {
            return a;
        }

        for (int at = 0; at < PairCount; at += _frames)
        {
            TensorPrimitives.Multiply(a.Slice(at, _frames), _gates.Values.Slice(b * _frames, _frames), gated.Slice(at, _frames));
        }

        return gated;
    }

    private Span<T> At(Span<T> frames, int b, int h, int offset) => frames[(Place(b, h, _stride) + offset)..];

    private int Place(int b, int h, int stride) => (b * _frames * stride) + (h * Width);

    // [T, width] [T, width]' to [T, T].
    private ProductShape Scores(int strideA, int strideB) => new(_frames, _frames, Width, strideA, strideB, _frames, TransposeA: false, TransposeB: true);

    // [T, T] [T, width] to [T, width].
    private ProductShape Mix(int strideB, int strideC) => new(_frames, Width, _frames, _frames, strideB, strideC, TransposeA: false, TransposeB: false);

    // [T, T]' [T, width] to [T, width]; the result lies as the inputs do.
    private ProductShape Back(int strideB) => new(_frames, Width, _frames, _frames, strideB, _stride, TransposeA: true, TransposeB: false);
}
