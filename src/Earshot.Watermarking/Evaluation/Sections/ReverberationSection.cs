using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;
using Earshot.Signals;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>The reverberation that marks show against that of the simulated room.</summary>
internal sealed class ReverberationSection(EvaluationContext context) : IReportSection
{
    private static readonly double[] Rt60Seconds = [0.2, 0.3, 0.4, 0.6, 0.9];

    /// <inheritdoc/>
    public bool HasMissed => false;

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Reverberation from the mark")
            .AddParagraph("One mark of 1.92 s heard at 2 m (6 dB more reverberation than direct sound) with 20 dB of pink noise; the room's time against what `earshot watermark room` says. Median with its bootstrap interval, and the range that holds eight of ten marks.");
        var table = new ResultTable(
            new ResultColumn("RT60 of the room", "s", 2), new ResultColumn("median estimate", "s", 2), new ResultColumn("one in ten below", "s", 2),
            new ResultColumn("one in ten above", "s", 2), new ResultColumn("marks", decimals: 0), new ResultColumn("without an estimate", decimals: 0));
        foreach (double rt60 in Rt60Seconds)
        {
            context.Progress($"reverberation: {rt60} s");
            double?[] estimates = Run(rt60, cancellationToken);
            double[] given = [.. estimates.OfType<double>().Order()];
            if (given.Length > 0)
            {
                Interval median = Bootstrap.Percentile(given, Bootstrap.Median);
                table.AddRow(rt60, median, given[given.Length / 10], given[given.Length * 9 / 10], estimates.Length, estimates.Length - given.Length);
            }
        }

        report.AddTable(table);
    }

    private double?[] Run(double rt60, CancellationToken cancellationToken)
    {
        var condition = new DetectionCondition("room", "", rt60, -6, 20, 50, 0.01, double.NaN);
        var hosts = new MarkedHosts(context.Library, MarkFormat.SampleRate, payload: false);
        int count = HostLibrary.Classes.Count * Math.Max(2, context.Options.TrialsPerClass / 4);
        return [.. Enumerable.Range(0, count).AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .WithDegreeOfParallelism(Math.Min(context.Options.Threads, 64))
            .Select(job => Estimate(hosts.Create(HostLibrary.Classes[job % HostLibrary.Classes.Count], job / HostLibrary.Classes.Count), condition, (ulong)job))];
    }

    private static double? Estimate(MarkedHost? host, DetectionCondition condition, ulong seed)
    {
        if (host is null)
        {
            return null;
        }

        (AudioBuffer received, _) = DetectionTrial.Play(host, condition, seed + 70_000, out _);
        return MarkReverberationMeter.Measure(received, host.Key) is [{ } first, ..] ? first.Rt60Seconds : null;
    }
}
