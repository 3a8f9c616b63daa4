// ERB and ERB-rate of normal hearing: Glasberg and Moore, "Derivation of auditory filter shapes from notched-noise data",
// Hearing Research 47 (1990), eq. 3 and 4. The rate is the integral of 1 / ERB over frequency with the paper's rounded 21.4.
namespace Earshot.Signals.FilterBanks;

/// <summary>The ERB-rate scale (Glasberg and Moore, 1990): positions count equivalent rectangular bandwidths from 0 Hz.</summary>
public sealed class ErbScale : FrequencyScale
{
    private const double PerHz = 0.00437; // 4.37 per kHz
    private const double Rate = 21.4; // ln(10) / (24.7 x 0.00437) = 21.33, published as 21.4

    internal ErbScale()
        : base("ERB-rate")
    {
    }

    /// <summary>Equivalent rectangular bandwidth of the auditory filter centred on a frequency: 24.7 (4.37 f + 1), f in kHz.</summary>
    /// <param name="hz">Centre frequency in Hz, 0 or more.</param>
    /// <returns>Bandwidth in Hz.</returns>
    public static double BandwidthHz(double hz) => 24.7 * ((PerHz * hz) + 1);

    /// <inheritdoc/>
    public override double FromHz(double hz) => Rate * Math.Log10(1 + (PerHz * hz));

    /// <inheritdoc/>
    public override double ToHz(double position) => (Math.Pow(10, position / Rate) - 1) / PerHz;
}
