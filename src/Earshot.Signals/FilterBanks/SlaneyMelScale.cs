namespace Earshot.Signals.FilterBanks;

/// <summary>Mel after Slaney, "Auditory Toolbox" (1998): 3 mel for each 200 Hz up to 1 kHz, then 27 mel for each factor of 6.4.</summary>
public sealed class SlaneyMelScale : FrequencyScale
{
    private const double HzPerMel = 200.0 / 3;
    private const double BreakHz = 1000;
    private const double BreakMel = BreakHz / HzPerMel; // 15
    private static readonly double LogStep = Math.Log(6.4) / 27;

    internal SlaneyMelScale()
        : base("mel (Slaney)")
    {
    }

    /// <inheritdoc/>
    public override double FromHz(double hz) => hz < BreakHz ? hz / HzPerMel : BreakMel + (Math.Log(hz / BreakHz) / LogStep);

    /// <inheritdoc/>
    public override double ToHz(double position) =>
        position < BreakMel ? position * HzPerMel : BreakHz * Math.Exp(LogStep * (position - BreakMel));
}
