namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Turns the numbers of a plan (radix, width) into the code compiled for them.</summary>
/// <remarks>The switches name every combination, so that trimming and ahead-of-time compilation see them.</remarks>
internal static class PassFactory
{
    /// <summary>The first pass.</summary>
    /// <param name="radix">Points per butterfly.</param>
    /// <param name="lanes">Vector width, at most <paramref name="columns"/>.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="factors">[output - 1][real or imaginary][column].</param>
    public static FftPass First<TSource>(int radix, int lanes, int columns, AlignedFloats factors)
        where TSource : struct, ISource => (radix, lanes) switch
        {
            (4, 4) => new TiledPass<Radix4, Lanes4, TSource>(columns, factors),
            (8, 4) => new TiledPass<Radix8, Lanes4, TSource>(columns, factors),
            (8, 8) => new TiledPass<Radix8, Lanes8, TSource>(columns, factors),
            (16, 8) => new TiledPass<Radix16, Lanes8, TSource>(columns, factors),
            (16, 16) => new TiledPass<Radix16, Lanes16, TSource>(columns, factors),
            (_, 16) => Scatter<Lanes16, TSource>(radix, columns, factors),
            (_, 8) => Scatter<Lanes8, TSource>(radix, columns, factors),
            (_, 4) => Scatter<Lanes4, TSource>(radix, columns, factors),
            _ => Scatter<Lanes1, TSource>(radix, columns, factors),
        };

    /// <summary>A later pass.</summary>
    /// <param name="radix">Points per butterfly.</param>
    /// <param name="lanes">Vector width, at most <paramref name="stride"/>.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="stride">Product of the radices before.</param>
    /// <param name="factors">[column][output - 1][real, imaginary].</param>
    public static FftPass Later(int radix, int lanes, int columns, int stride, AlignedFloats factors) => lanes switch
    {
        16 => Strided<Lanes16>(radix, columns, stride, factors),
        8 => Strided<Lanes8>(radix, columns, stride, factors),
        4 => Strided<Lanes4>(radix, columns, stride, factors),
        _ => Strided<Lanes1>(radix, columns, stride, factors),
    };

    private static FftPass Scatter<T, TSource>(int radix, int columns, AlignedFloats factors)
        where T : unmanaged, ILanes<T>
        where TSource : struct, ISource => radix switch
        {
            2 => new ScatterPass<Radix2, T, TSource>(columns, factors),
            3 => new ScatterPass<Radix3, T, TSource>(columns, factors),
            4 => new ScatterPass<Radix4, T, TSource>(columns, factors),
            5 => new ScatterPass<Radix5, T, TSource>(columns, factors),
            6 => new ScatterPass<Radix6, T, TSource>(columns, factors),
            7 => new ScatterPass<Radix7, T, TSource>(columns, factors),
            8 => new ScatterPass<Radix8, T, TSource>(columns, factors),
            16 => new ScatterPass<Radix16, T, TSource>(columns, factors),
            _ => throw new ArgumentOutOfRangeException(nameof(radix), radix, "there is no butterfly of this size"),
        };

    private static FftPass Strided<T>(int radix, int columns, int stride, AlignedFloats factors)
        where T : unmanaged, ILanes<T> => radix switch
        {
            2 => new StridedPass<Radix2, T>(columns, stride, factors),
            3 => new StridedPass<Radix3, T>(columns, stride, factors),
            4 => new StridedPass<Radix4, T>(columns, stride, factors),
            5 => new StridedPass<Radix5, T>(columns, stride, factors),
            6 => new StridedPass<Radix6, T>(columns, stride, factors),
            7 => new StridedPass<Radix7, T>(columns, stride, factors),
            8 => new StridedPass<Radix8, T>(columns, stride, factors),
            16 => new StridedPass<Radix16, T>(columns, stride, factors),
            _ => throw new ArgumentOutOfRangeException(nameof(radix), radix, "there is no butterfly of this size"),
        };
}
