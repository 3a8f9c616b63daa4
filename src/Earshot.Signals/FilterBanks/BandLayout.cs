namespace Earshot.Signals.FilterBanks;

/// <summary>Places the peaks of a bank on whole bins.</summary>
public static class BandLayout
{
    /// <summary>Peaks for <see cref="TriangularFilterBank.CreatePartition"/>: equal steps on a scale, but never closer than a least distance.</summary>
    /// <param name="scale">The scale, from <see cref="KnownScales"/>.</param>
    /// <param name="bandCount">Number of peaks, 2 or more.</param>
    /// <param name="highHz">Last peak in Hz, at most half the sample rate; the first is at 0 Hz.</param>
    /// <param name="leastDistanceHz">Least distance of neighbours in Hz (PercepNet: 100).</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="fftLength">Length of the transform, even, 2 or more.</param>
    /// <returns>Peaks in bins, strictly ascending, from bin 0 to the bin of <paramref name="highHz"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">So many bands do not fit.</exception>
    public static int[] FindPeakBins(FrequencyScale scale, int bandCount, double highHz, double leastDistanceHz, int sampleRate, int fftLength)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentOutOfRangeException.ThrowIfLessThan(bandCount, 2);
        TriangularFilterBank.CheckSpectrum(sampleRate, fftLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(highHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(highHz, sampleRate / 2.0);
        double binHz = (double)sampleRate / fftLength;
        int leastBins = Math.Max(1, (int)Math.Round(leastDistanceHz / binHz));
        int lastBin = (int)Math.Round(highHz / binHz);
        if ((bandCount - 1) * leastBins > lastBin)
        {
            throw new ArgumentException($"{bandCount} bands at least {leastBins} bins apart do not fit into {lastBin} bins", nameof(bandCount));
        }

        // The step is the one unknown: the last peak grows with it, so bisection finds it.
        double low = 0;
        double high = scale.FromHz(highHz) - scale.FromHz(0);
        var peaks = new double[bandCount];
        for (int i = 0; i < 60; i++)
        {
            double step = (low + high) / 2;
            peaks[0] = 0;
            for (int b = 1; b < bandCount; b++)
            {
                double next = scale.ToHz(scale.FromHz(peaks[b - 1] * binHz) + step) / binHz;
                peaks[b] = Math.Min(Math.Max(next, peaks[b - 1] + leastBins), 4.0 * lastBin);
            }

            (low, high) = peaks[^1] > lastBin ? (low, step) : (step, high);
        }

        var bins = new int[bandCount];
        for (int b = 1; b < bandCount; b++)
        {
            // Rounding must not bring two peaks closer than promised, nor push the last one past its place.
            int rounded = Math.Max((int)Math.Round(peaks[b]), bins[b - 1] + leastBins);
            bins[b] = Math.Min(rounded, lastBin - ((bandCount - 1 - b) * leastBins));
        }

        bins[^1] = lastBin;
        return bins;
    }
}
