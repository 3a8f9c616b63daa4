using Earshot.Signals.FilterBanks;

namespace Earshot.Denoising.SignalPath;

/// <summary>The geometry of the signal path at one rate: windows of 20 ms, hops of 10 ms, so that a bin is 50 Hz wide at every rate.</summary>
/// <remarks>
/// The 34 bands are those of PercepNet (Valin et al. 2020, section 2: triangles spaced by equivalent rectangular bandwidth, none narrower than
/// 100 Hz), up to 20 kHz. At 16 kHz the lower 27 of them exist; because bins are as wide, their energies mean the same, so one model serves both.
/// </remarks>
internal sealed class PathFormat
{
    /// <summary>Bands of the full path, and length of every vector of bands.</summary>
    public const int BandCount = 34;

    /// <summary>Hops per second.</summary>
    public const int HopsPerSecond = 100;

    /// <summary>Lowest fundamental that the pitch tracker looks for, in Hz.</summary>
    public const double LowestPitchHz = 62.5;

    /// <summary>Highest fundamental that the pitch tracker looks for, in Hz.</summary>
    public const double HighestPitchHz = 500;

    // Peaks in bins of 50 Hz: equal steps on the ERB scale but never closer than two bins, up to 20 kHz.
    private static readonly int[] Peaks = BandLayout.FindPeakBins(KnownScales.Erb, BandCount, 20000, 100, 48000, 960);

    private PathFormat(int sampleRate)
    {
        SampleRate = sampleRate;
        HopLength = sampleRate / HopsPerSecond;
        FrameLength = 2 * HopLength;
        ShortestPeriod = (int)Math.Ceiling(sampleRate / HighestPitchHz);
        LongestPeriod = (int)(sampleRate / LowestPitchHz);
        int[] within = [.. Peaks.Where(peak => peak <= HopLength)];
        Bank = TriangularFilterBank.CreatePartition(within, sampleRate, FrameLength);
    }

    /// <summary>48 kHz, all 34 bands.</summary>
    public static PathFormat FullBand { get; } = new(48000);

    /// <summary>16 kHz, for telephony and recognisers: bands up to 8 kHz.</summary>
    public static PathFormat WideBand { get; } = new(16000);

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples from frame to frame, 10 ms.</summary>
    public int HopLength { get; }

    /// <summary>Samples of a window, 20 ms.</summary>
    public int FrameLength { get; }

    /// <summary>Bins of a spectrum.</summary>
    public int BinCount => HopLength + 1;

    /// <summary>Bands that exist at this rate; entries of band vectors beyond them are 0.</summary>
    public int ActiveBandCount => Bank.BandCount;

    /// <summary>Shortest pitch period in samples.</summary>
    public int ShortestPeriod { get; }

    /// <summary>Longest pitch period in samples.</summary>
    public int LongestPeriod { get; }

    /// <summary>The bands.</summary>
    public TriangularFilterBank Bank { get; }

    /// <summary>The format of a rate.</summary>
    /// <param name="sampleRate">48000 or 16000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The path does not run at this rate.</exception>
    public static PathFormat For(int sampleRate) => sampleRate switch
    {
        48000 => FullBand,
        16000 => WideBand,
        _ => throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "the path runs at 48000 and 16000 Hz; resample other rates"),
    };
}
