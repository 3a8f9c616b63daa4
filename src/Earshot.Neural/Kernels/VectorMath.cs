namespace Earshot.Neural.Kernels;

/// <summary>Functions and reductions over spans: fast, without allocation, and with the same bits on every machine.</summary>
/// <remarks>Source and target are the same memory or share none.</remarks>
public static unsafe class VectorMath
{
    /// <summary>e^x, with a relative error of at most 1.2e-7; 0 below -86.9 (never subnormal), infinity above 88.72283; NaN gives NaN.</summary>
    /// <param name="source">x, any length.</param>
    /// <param name="target">The results, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Exp(ReadOnlySpan<float> source, Span<float> target) => Map<ElementFunctions.Exp>(VectorWidth.Widest, source, target);

    /// <summary>ln x, with a relative error of at most 1.5e-7; minus infinity at zero, NaN below and for NaN.</summary>
    /// <param name="source">x, any length.</param>
    /// <param name="target">The results, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log(ReadOnlySpan<float> source, Span<float> target) => Map<ElementFunctions.Log>(VectorWidth.Widest, source, target);

    /// <summary>1 / (1 + e^-x), with a relative error of at most 2e-7; at least 1.8e-38; NaN gives NaN.</summary>
    /// <param name="source">x, any length.</param>
    /// <param name="target">The results, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sigmoid(ReadOnlySpan<float> source, Span<float> target) => Map<ElementFunctions.Sigmoid>(VectorWidth.Widest, source, target);

    /// <summary>tanh x, with a relative error of at most 2.5e-7; odd to the last bit; NaN gives NaN.</summary>
    /// <param name="source">x, any length.</param>
    /// <param name="target">The results, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh(ReadOnlySpan<float> source, Span<float> target) => Map<ElementFunctions.Tanh>(VectorWidth.Widest, source, target);

    /// <summary>e^x over the sum of e^x of the row; minus infinity takes no part. A row of nothing else, or with NaN, gives NaN.</summary>
    /// <param name="source">The row, any length.</param>
    /// <param name="target">The probabilities, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Softmax(ReadOnlySpan<float> source, Span<float> target) =>
        Row(VectorWidth.Widest, SoftmaxForm.Probabilities, source, target);

    /// <summary>x minus the logarithm of the sum of e^x of the row.</summary>
    /// <param name="source">The row, any length.</param>
    /// <param name="target">The logarithms of the probabilities, as long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LogSoftmax(ReadOnlySpan<float> source, Span<float> target) =>
        Row(VectorWidth.Widest, SoftmaxForm.Logarithms, source, target);

    /// <summary>The logarithm of the sum of e^x; minus infinity for an empty row.</summary>
    /// <param name="source">The row, any length.</param>
    public static float LogSumExp(ReadOnlySpan<float> source) => Row(VectorWidth.Widest, SoftmaxForm.SumOnly, source, default);

    /// <summary>Sum of x, 64 partial sums in a fixed order.</summary>
    /// <param name="source">x, any length.</param>
    public static float Sum(ReadOnlySpan<float> source) => Sum(VectorWidth.Widest, source);

    /// <summary>Sum of a[i] b[i], 64 partial sums in a fixed order.</summary>
    /// <param name="a">The one, any length.</param>
    /// <param name="b">The other, as long as the first.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Dot(VectorWidth.Widest, a, b);

    /// <summary>target[i] += factor x source[i], rounded once.</summary>
    /// <param name="factor">What the source is multiplied with.</param>
    /// <param name="source">Any length.</param>
    /// <param name="target">As long as the source.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled(float factor, ReadOnlySpan<float> source, Span<float> target) =>
        AddScaled(VectorWidth.Widest, factor, source, target);

    internal static void Map<TFunction>(int vectorWidth, ReadOnlySpan<float> source, Span<float> target)
        where TFunction : struct, IElementFunction
    {
        SameLength(source.Length, target.Length, nameof(target));
        fixed (float* x = source, y = target)
        {
            var loop = new ElementLoop<TFunction>(x, y, source.Length);
            LaneDispatch.Run(vectorWidth, ref loop);
        }
    }

    internal static float Row(int vectorWidth, SoftmaxForm form, ReadOnlySpan<float> source, Span<float> target)
    {
        if (form != SoftmaxForm.SumOnly)
        {
            SameLength(source.Length, target.Length, nameof(target));
        }

        if (source.IsEmpty)
        {
            return float.NegativeInfinity;
        }

        fixed (float* x = source, y = target)
        {
            var row = new SoftmaxRow(form, x, y, source.Length);
            LaneDispatch.Run(vectorWidth, ref row);
            return row.LogSumExp;
        }
    }

    internal static float Sum(int vectorWidth, ReadOnlySpan<float> source)
    {
        fixed (float* x = source)
        {
            var loop = new SumLoop(x, source.Length);
            LaneDispatch.Run(vectorWidth, ref loop);
            return loop.Result;
        }
    }

    internal static float Dot(int vectorWidth, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        SameLength(a.Length, b.Length, nameof(b));
        fixed (float* x = a, y = b)
        {
            var loop = new DotLoop(x, y, a.Length);
            LaneDispatch.Run(vectorWidth, ref loop);
            return loop.Result;
        }
    }

    internal static void AddScaled(int vectorWidth, float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        SameLength(source.Length, target.Length, nameof(target));
        fixed (float* x = source, y = target)
        {
            var loop = new ScaledAddLoop(factor, x, y, source.Length);
            LaneDispatch.Run(vectorWidth, ref loop);
        }
    }

    private static void SameLength(int expected, int actual, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"expected {expected} elements in {name}, found {actual}", name);
        }
    }
}
