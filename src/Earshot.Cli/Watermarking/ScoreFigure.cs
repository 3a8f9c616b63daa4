using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Watermarking;

namespace Earshot.Cli.Watermarking;

/// <summary>The picture of a score over time, with its threshold and the stretches where marks were found.</summary>
internal static class ScoreFigure
{
    /// <summary>Draws a trace.</summary>
    /// <param name="trace">The scores.</param>
    /// <param name="title">The heading.</param>
    public static SvgFigure Of(ScoreTrace trace, string title)
    {
        List<PlotLayer> layers =
        [
            .. trace.Events.OfType<WatermarkDetected>().Select((mark, i) => new SpanLayer(
                mark.Start.TotalSeconds, mark.Start.TotalSeconds + MarkFormat.SyncDuration.TotalSeconds)
            {
                Label = i == 0 ? "found" : "",
            }),
            new LineLayer(trace.Seconds, trace.Scores) { Label = "one period", Width = 1 },
        ];
        if (trace.Events.OfType<WatermarkDetected>().Any(mark => mark.Profile == WatermarkProfile.Continuous))
        {
            layers.Add(new LineLayer(trace.Seconds, trace.RepeatedScores) { Label = "over repetitions", Width = 1 });
        }

        layers.Add(new ThresholdLayer(trace.Threshold) { Label = $"threshold {trace.Threshold:0.0}" });
        return new SvgFigure
        {
            Title = title,
            Subtitle = "The score peaks where a period of the mark ends.",
            Height = 300,
            XAxis = new Axis { Label = "time (s)", Min = 0 },
            YAxis = new Axis { Label = "score (standard deviations)" },
            Layers = layers,
        };
    }
}
