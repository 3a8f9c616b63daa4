using Earshot.Evaluation.Reports;
using Earshot.Signals;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>Detection through gains and codecs.</summary>
internal sealed class DigitalSection(EvaluationContext context) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Digital changes, at one false alarm in 1000 h").AddParagraph("Clips at 48 kHz. To reach: 99.8 %.");
        var table = new DetectionTable();
        foreach ((string name, Func<AudioBuffer, AudioBuffer> change) in DetectionRun.DigitalChanges(cancellationToken))
        {
            context.Progress($"detection: {name}");
            var condition = new DetectionCondition("D1", name, 0, 0, double.PositiveInfinity, 0, 0.001, 0.998);
            table.Add(DetectionRun.Digital(context.Library, condition, change, context.Options, cancellationToken));
        }

        report.AddTable(table.Table);
        HasMissed = table.HasMissed;
    }
}
