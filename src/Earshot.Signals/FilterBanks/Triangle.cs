namespace Earshot.Signals.FilterBanks;

/// <summary>A triangle over frequency: 0 at LowHz and HighHz, Height at PeakHz.</summary>
internal readonly record struct Triangle(double LowHz, double PeakHz, double HighHz, double Height)
{
    public double WeightAt(double hz)
    {
        double rising = (hz - LowHz) / (PeakHz - LowHz);
        double falling = (HighHz - hz) / (HighHz - PeakHz);
        return Height * Math.Max(0, Math.Min(rising, falling));
    }
}
