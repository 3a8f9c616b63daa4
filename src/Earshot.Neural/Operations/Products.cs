using System.Numerics;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Matrix products.</summary>
public static class Products
{
    /// <summary>op(a) op(b) on the two innermost dimensions, where op may transpose.</summary>
    /// <param name="a"><c>[..., M, K]</c>, or <c>[..., K, M]</c> when transposed.</param>
    /// <param name="b"><c>[..., K, N]</c>, or <c>[..., N, K]</c> when transposed; with the leading dimensions of <paramref name="a"/>, or without any, when it
    /// is shared by all.</param>
    /// <param name="transposeA">Whether the first operand is stored transposed.</param>
    /// <param name="transposeB">Whether the second operand is stored transposed.</param>
    /// <param name="resultName">Letter of the result's innermost dimension; N when omitted.</param>
    /// <returns><c>[..., M, N]</c>.</returns>
    /// <exception cref="ShapeException">The inner lengths or the leading dimensions differ.</exception>
    public static Tensor<T> MatMul<T>(this Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false, char resultName = 'N')
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(a.Shape.Rank >= 2, nameof(MatMul), "two dimensions or more", a.Shape, nameof(a));
        ShapeException.Require(b.Shape.Rank >= 2, nameof(MatMul), "two dimensions or more", b.Shape, nameof(b));
        int m = a.Shape[transposeA ? -1 : -2];
        int k = a.Shape[transposeA ? -2 : -1];
        int n = b.Shape[transposeB ? -2 : -1];
        int batch = a.Shape.Count / (m * k);
        bool isShared = b.Shape.Rank == 2;
        bool fits = b.Shape[transposeB ? -1 : -2] == k && (isShared || b.Shape.Count == batch * k * n);
        ShapeException.Require(fits, nameof(MatMul), $"{(transposeB ? $"[N, {k}]" : $"[{k}, N]")}, alone or {batch} times, to multiply {a.Shape}", b.Shape, nameof(b));
        if (isShared && !transposeA)
        {
            // One product over all rows of all examples.
            (m, batch) = (m * batch, 1);
        }

        char rowName = a.Shape.NameOf(a.Shape.Rank - (transposeA ? 1 : 2));
        Shape shape = a.Shape.With(-1, n, '\u0001').With(-2, transposeA ? a.Shape.Last : a.Shape[-2], rowName).With(-1, n, Free(a.Shape, rowName, resultName));
        Tensor<T> y = a.Tape.Output(nameof(MatMul), shape, a, b);
        var product = ProductShape.Dense(m, n, k, transposeA, transposeB);
        int stepB = isShared ? 0 : k * n;
        for (int i = 0; i < batch; i++)
        {
            MatrixProduct.Multiply(product, a.Values.Slice(i * m * k, m * k), b.Values.Slice(i * stepB, k * n), y.Values.Slice(i * m * n, m * n));
        }

        y.Tape.Record(y, () => Backward(a, b, y, product, batch, stepB));
        return y;
    }

    /// <summary>x W' + b along the innermost dimension.</summary>
    /// <param name="x"><c>[..., I]</c>.</param>
    /// <param name="weight"><c>[O, I]</c>.</param>
    /// <param name="bias"><c>[O]</c>, or nothing.</param>
    /// <returns><c>[..., O]</c>, with the name of the input's innermost dimension.</returns>
    /// <exception cref="ShapeException">The weight's columns are not as many as the input's features.</exception>
    public static Tensor<T> Linear<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireRank(2, nameof(Linear), weight.Shape, nameof(weight));
        ShapeException.Require(x.Shape.Last == weight.Shape[1], nameof(Linear), $"{weight.Shape[1]} features for the weight {weight.Shape}", x.Shape, nameof(x));
        ShapeException.Require(bias is null || bias.Shape.Count == weight.Shape[0], nameof(Linear), $"a bias of {weight.Shape[0]}", bias?.Shape ?? default, nameof(bias));
        int n = weight.Shape[0];
        int rows = x.Shape.Count / x.Shape.Last;
        Shape shape = x.Shape.With(-1, n);
        Tensor<T> y = bias is null ? x.Tape.Output(nameof(Linear), shape, x, weight) : x.Tape.Output(nameof(Linear), shape, x, weight, bias);
        for (int row = 0; bias is not null && row < rows; row++)
        {
            bias.Values.CopyTo(y.Values[(row * n)..]);
        }

        var product = ProductShape.Dense(rows, n, x.Shape.Last, transposeB: true);
        MatrixProduct.Multiply(product, x.Values, weight.Values, y.Values, accumulate: bias is not null);
        y.Tape.Record(y, () =>
        {
            Backward(x, weight, y, product, batch: 1, stepB: 0);
            if (bias is { NeedsGradient: true })
            {
                Sums.OfRows<T>(y.Gradient, bias.Gradient);
            }
        });
        return y;
    }

    // The gradients of y = op(a) op(b): d op(a) = dy op(b)', d op(b) = op(a)' dy, each written in the storage order of its operand.
    private static void Backward<T>(Tensor<T> a, Tensor<T> b, Tensor<T> y, ProductShape shape, int batch, int stepB)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int m, int n, int k) = (shape.M, shape.N, shape.K);
        ReadOnlySpan<T> dy = y.Gradient;
        if (a.NeedsGradient)
        {
            ProductShape product = shape.TransposeA
                ? ProductShape.Dense(k, m, n, shape.TransposeB, transposeB: true)
                : ProductShape.Dense(m, k, n, transposeB: !shape.TransposeB);
            Span<T> to = a.GradientToWrite(out bool adds);
            for (int i = 0; i < batch; i++)
            {
                ReadOnlySpan<T> part = dy.Slice(i * m * n, m * n);
                ReadOnlySpan<T> other = b.Values.Slice(i * stepB, k * n);
                MatrixProduct.Multiply(product, shape.TransposeA ? other : part, shape.TransposeA ? part : other, to.Slice(i * m * k, m * k), adds);
            }
        }

        if (b.NeedsGradient)
        {
            ProductShape product = shape.TransposeB
                ? ProductShape.Dense(n, k, m, transposeA: true, transposeB: shape.TransposeA)
                : ProductShape.Dense(k, n, m, transposeA: !shape.TransposeA);
            Span<T> to = b.GradientToWrite(out bool adds);
            for (int i = 0; i < batch; i++)
            {
                ReadOnlySpan<T> part = dy.Slice(i * m * n, m * n);
                ReadOnlySpan<T> other = a.Values.Slice(i * m * k, m * k);
                bool addsHere = adds || (stepB == 0 && i > 0);
                MatrixProduct.Multiply(product, shape.TransposeB ? part : other, shape.TransposeB ? other : part, to.Slice(i * stepB, k * n), addsHere);
            }
        }
    }

    // A letter for the result's columns that no other dimension has.
    private static char Free(in Shape a, char rowName, char wanted)
    {
        for (int i = 0; i < a.Rank - 2; i++)
        {
            if (a.NameOf(i) == wanted)
            {
                return Free(a, rowName, (char)(wanted + 1));
            }
        }

        return wanted == rowName ? Free(a, rowName, (char)(wanted + 1)) : wanted;
    }
}
