using Earshot.Evaluation.Curves;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Reports;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>What is found against what is made up, over all thresholds: the scores of the acoustic rows against those of listening.</summary>
internal sealed class CurvesSection(AcousticSection acoustic, ListeningSection listening) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed => false;

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        double[] negatives = [.. listening.MinuteMaxima];
        var curves = new List<(string Name, RocCurve Curve)>();
        foreach (DetectionRowResult row in acoustic.Results)
        {
            double[] positives = [.. row.Outcomes.Select(static o => o.RawScore)];
            curves.Add(($"{row.Condition.Id}: {row.Condition.Description}", new RocCurve(positives, negatives)));
        }

        double[] pooled = [.. acoustic.Results.SelectMany(static r => r.Outcomes).Select(static o => o.RawScore)];
        report.AddHeading("Over all thresholds")
            .AddParagraph($"A mark's highest score within 60 ms of its end against the highest score of a minute and key without it. Area under the curve, all acoustic rows together: {new RocCurve(pooled, negatives).Area:0.00000}.")
            .AddFigure(
                "watermark-roc.svg",
                RocFigure.Create("Found against false alarms in a minute", curves, isLogarithmic: true),
                "Receiver operating characteristics of the acoustic rows.");
    }
}
