namespace Earshot.Signals.FilterBanks;

/// <summary>Mel as the HTK Book (Young et al., 2006, section 5.4) defines it: 2595 log10(1 + f / 700), f in Hz.</summary>
public sealed class HtkMelScale : FrequencyScale
{
    internal HtkMelScale()
        : base("mel (HTK)")
    {
    }

    /// <inheritdoc/>
    public override double FromHz(double hz) => 2595 * Math.Log10(1 + (hz / 700));

    /// <inheritdoc/>
    public override double ToHz(double position) => 700 * (Math.Pow(10, position / 2595) - 1);
}
