using Earshot.Spatial;

namespace Earshot.Cli.Spatial;

/// <summary>What <c>report.json</c> holds.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="SampleRateHz">Of the filters.</param>
/// <param name="TapCount">Of every filter.</param>
/// <param name="LeadInMs">Delay that all filters share.</param>
/// <param name="PeakGainDb">Largest gain of any driver over frequency; its negative never clips sines.</param>
/// <param name="WorstPeakDb">Largest output that samples of 1 can make.</param>
/// <param name="CenterDelaySamples">By how much the centre comes later than the sides at the listener.</param>
/// <param name="Score">The figures.</param>
internal sealed record DesignReport(
    string Device, int SampleRateHz, int TapCount, double LeadInMs, double PeakGainDb, double WorstPeakDb, double CenterDelaySamples, ScoreReport Score)
{
    /// <summary>Gathers the figures.</summary>
    /// <param name="model">The design.</param>
    /// <param name="score">Its score.</param>
    public static DesignReport Of(SpatialModel model, ScoreReport score) => new(
        model.Device.Name,
        model.SampleRate,
        model.Playback.TapCount,
        model.Playback.DelaySamples * 1000 / model.SampleRate,
        model.Playback.PeakGainDb,
        model.Playback.WorstPeakDb,
        PathAlignment.Of(model).DelaySamples,
        score);
}
