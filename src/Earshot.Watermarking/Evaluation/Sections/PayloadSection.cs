using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>Payloads read after loudspeaker, room and microphone.</summary>
internal sealed class PayloadSection(EvaluationContext context) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Payload of 16 bits in 5.76 s")
            .AddParagraph("Right: all 16 bits read. Wrong: a payload was read that is not the one sent. What is accepted has a 16-bit check that fits and an agreement of 7.5 standard deviations or more: over 2^32 words, 19 clock skews and two kinds of check, chance alone gives less than 1e-7 a mark.");
        var table = new ResultTable(
            new ResultColumn("row"), ResultColumn.Percent("right"), new ResultColumn("wrong", decimals: 0), new ResultColumn("marks", decimals: 0), ResultColumn.Percent("reach"));
        foreach ((string id, double reach) in (ReadOnlySpan<(string, double)>)[("D2", 0.98), ("D3", 0.95)])
        {
            context.Progress($"payload: {id}");
            DetectionCondition condition = DetectionCondition.Acoustic.First(c => c.Id == id);
            DetectionRowResult result = DetectionRun.Acoustic(context.Library, condition, payload: true, context.Options, cancellationToken);
            table.AddRow(condition.Description, result.PayloadRead, result.Outcomes.Count(static o => o.PayloadWrong), result.Outcomes.Count, reach);
            HasMissed |= result.PayloadRead.Estimate < reach;
        }

        report.AddTable(table);
    }
}
