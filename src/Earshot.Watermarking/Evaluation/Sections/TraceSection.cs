using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Reports;
using Earshot.Signals;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>Pictures of the score over time: the first trial of two classes, not the best.</summary>
internal sealed class TraceSection(EvaluationContext context) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed => false;

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        context.Progress("score traces");
        report.AddHeading("The score over time")
            .AddParagraph("The first trial of speech and of drum loops; the mark lies where the ground is shaded, and the score peaks where it ends.")
            .AddFigure(
                "watermark-trace.svg",
                new FigureStack(Trace("speech", "D3"), Trace("drum-loop", "D6")),
                "Score over time of a marked speech clip and a marked drum loop, with the threshold.");
    }

    private SvgFigure Trace(string hostClass, string row)
    {
        DetectionCondition condition = DetectionCondition.Acoustic.First(c => c.Id == row);
        MarkedHost host = new MarkedHosts(context.Library, MarkFormat.SampleRate, payload: false).Create(hostClass, 0)
            ?? throw new InvalidOperationException($"no clip of {hostClass} could be marked");
        (AudioBuffer received, double arrival) = DetectionTrial.Play(host, condition, seed: 9_000, out _);
        ScoreTrace trace = ScoreTrace.Measure(received, host.Key, new WatermarkDetectorOptions { FalseAlarmsPerHour = condition.FalseAlarmsPerHour });
        double start = host.Mark.Start.TotalSeconds + arrival;
        return new SvgFigure
        {
            Title = $"{hostClass}, {condition.Description}",
            Height = 260,
            XAxis = new Axis { Label = "time (s)", Min = 0 },
            YAxis = new Axis { Label = "score" },
            Layers =
            [
                new SpanLayer(start, start + MarkFormat.SyncDuration.TotalSeconds) { Label = "mark" },
                new LineLayer(trace.Seconds, trace.Scores) { Label = "score", Width = 1 },
                new ThresholdLayer(trace.Threshold) { Label = $"threshold {trace.Threshold:0.0}" },
            ],
        };
    }
}
