// Critical-band rate: Traunmueller, "Analytical expressions for the tonotopic sensory scale", JASA 88 (1990), eq. 6 with the
// corrections below 2 and above 20.1 Bark. Band edges: Zwicker, "Subdivision of the audible frequency range into critical
// bands", JASA 33 (1961).
namespace Earshot.Signals.FilterBanks;

/// <summary>The Bark scale (Traunmueller, 1990): positions count critical bands, 0 at 20 Hz or so.</summary>
public sealed class BarkScale : FrequencyScale
{
    private static readonly double[] Edges =
    [
        0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700,
        9500, 12000, 15500,
    ];

    internal BarkScale()
        : base("Bark")
    {
    }

    /// <summary>The 25 edges in Hz of Zwicker's 24 critical bands; band b (0 .. 23) reaches from edge b to edge b + 1.</summary>
    public static ReadOnlySpan<double> ZwickerEdgesHz => Edges;

    /// <inheritdoc/>
    public override double FromHz(double hz)
    {
        double z = (26.81 * hz / (1960 + hz)) - 0.53;
        return z switch
        {
            < 2 => z + (0.15 * (2 - z)),
            > 20.1 => z + (0.22 * (z - 20.1)),
            _ => z,
        };
    }

    /// <inheritdoc/>
    public override double ToHz(double position)
    {
        double z = position switch
        {
            < 2 => (position - 0.3) / 0.85,
            > 20.1 => (position + 4.422) / 1.22,
            _ => position,
        };
        return 1960 * (z + 0.53) / (26.28 - z);
    }
}
