using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>How soon the continuous profile is found in a programme that goes on.</summary>
internal sealed class ContinuousSection(EvaluationContext context) : IReportSection
{
    private static readonly DetectionCondition[] Rows =
    [
        new("line", "line, no room, 40 dB pink", 0, 0, 40, 50, 0.01, double.NaN),
        new("quiet", "1 m, RT60 0.4 s, 30 dB pink, 50 ppm", 0.4, 0, 30, 50, 0.01, double.NaN),
        DetectionCondition.Acoustic.First(static c => c.Id == "D2"),
    ];

    /// <inheritdoc/>
    public bool HasMissed => false;

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("The continuous profile over the air")
            .AddParagraph("Clips of 20 s, marked throughout at a signal-to-noise ratio of 30 dB or more and below the masking threshold. Time: seconds of programme until the mark was reported.");
        var table = new ResultTable(
            new ResultColumn("path"), new ResultColumn("host class"), ResultColumn.Percent("found"), new ResultColumn("clips", decimals: 0),
            new ResultColumn("median time", "s", 1));
        int clips = Math.Max(2, context.Options.TrialsPerClass / 4);
        foreach (DetectionCondition condition in Rows)
        {
            foreach (string name in HostLibrary.Classes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Progress($"continuous: {condition.Id}, {name}");
                (bool IsVoid, double? FoundAfter)[] trials = [.. Enumerable.Range(0, clips).AsParallel().AsOrdered()
                    .WithDegreeOfParallelism(Math.Min(context.Options.Threads, 64))
                    .Select(i => ContinuousTrial.Run(context.Library, condition, name, i))
                    .Where(static t => !t.IsVoid)];
                double[] times = [.. trials.Where(static t => t.FoundAfter is not null).Select(static t => t.FoundAfter!.Value).Order()];
                if (trials.Length > 0)
                {
                    table.AddRow(
                        condition.Description, name, Wilson.Interval(times.Length, trials.Length), trials.Length,
                        times.Length == 0 ? null : times[times.Length / 2]);
                }
            }
        }

        report.AddTable(table);
    }
}
