using Earshot.Watermarking;

namespace Earshot.Cli.Watermarking;

/// <summary>Sub-bands for a person.</summary>
internal static class BandText
{
    /// <summary>The range of a set of adjoining sub-bands, such as 2-4 kHz.</summary>
    /// <param name="bands">The sub-bands.</param>
    public static string Of(MarkBands bands) => bands switch
    {
        MarkBands.None => "none",
        MarkBands.Low => "1-2 kHz",
        MarkBands.Middle => "2-3 kHz",
        MarkBands.High => "3-4 kHz",
        MarkBands.LowPair => "1-3 kHz",
        MarkBands.HighPair => "2-4 kHz",
        MarkBands.All => "1-4 kHz",
        _ => "1-2 and 3-4 kHz",
    };
}
