using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>Detection after loudspeaker, room and microphone.</summary>
internal sealed class AcousticSection(EvaluationContext context) : IReportSection
{
    private readonly List<DetectionRowResult> _results = [];

    /// <summary>The rows, once they have run.</summary>
    public IReadOnlyList<DetectionRowResult> Results => _results;

    /// <inheritdoc/>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Loudspeaker, room and microphone")
            .AddParagraph("Simulated: loudspeaker 150 Hz to 15 kHz with soft clipping, exponential room, pink noise over the whole band (the ratio between 1 and 4 kHz beside it), clock skew of random sign, random delay, 16 bits. Thresholds from the false-alarm rate of the row.");
        var table = new DetectionTable();
        var classes = new ResultTable([new ResultColumn("row"), .. HostLibrary.Classes.Select(static c => ResultColumn.Percent(c))]);
        var declined = new SortedDictionary<string, (int Declined, int Offered)>(StringComparer.Ordinal);
        foreach (DetectionCondition condition in DetectionCondition.Acoustic)
        {
            context.Progress($"detection: {condition.Id}");
            DetectionRowResult result = DetectionRun.Acoustic(context.Library, condition, payload: false, context.Options, cancellationToken);
            table.Add(result);
            _results.Add(result);
            var cells = new object?[HostLibrary.Classes.Count + 1];
            cells[0] = condition.Id;
            for (int i = 0; i < HostLibrary.Classes.Count; i++)
            {
                TrialOutcome[] own = [.. result.Outcomes.Where(o => o.Class == HostLibrary.Classes[i])];
                cells[i + 1] = own.Length == 0 ? null : own.Count(static o => o.Found) / (double)own.Length;
            }

            classes.AddRow(cells);
            foreach (string name in HostLibrary.Classes)
            {
                declined[name] = (result.Declined.GetValueOrDefault(name), result.Offered.GetValueOrDefault(name));
            }
        }

        report.AddTable(table.Table).AddParagraph("Found, by host class:").AddTable(classes);
        var shares = new ResultTable(new ResultColumn("host class"), ResultColumn.Percent("declined"), new ResultColumn("offered", decimals: 0));
        foreach ((string name, (int no, int all)) in declined)
        {
            shares.AddRow(name, all == 0 ? null : no / (double)all, all);
        }

        report.AddParagraph("Clips that the embedder declined because the band carries too little:").AddTable(shares);
        HasMissed = table.HasMissed;
    }
}
