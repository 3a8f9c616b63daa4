namespace Earshot.Watermarking.Detection;

/// <summary>The sets of sub-bands that are scored: the detector does not know which of them a mark occupies.</summary>
internal static class BandSets
{
    /// <summary>Number of sets.</summary>
    public const int Count = 3;

    /// <summary>The sets, in the order of their scores.</summary>
    public static readonly MarkBands[] All = [MarkBands.HighPair, MarkBands.LowPair, MarkBands.All];

    /// <summary>The score of every set from the mean ratios of the sub-bands, 0 on the average for an unmarked signal.</summary>
    /// <param name="bands">Mean ratio of each sub-band.</param>
    /// <param name="excess">One value a set.</param>
    public static void Excess(ReadOnlySpan<float> bands, Span<float> excess)
    {
        float low = bands[0];
        float middle = bands[1];
        float high = bands[2];
        excess[0] = ((middle + high) / 2) - 1;
        excess[1] = ((low + middle) / 2) - 1;
        excess[2] = ((low + middle + high) / 3) - 1;
    }
}
