using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;
using Earshot.Evaluation.Tails;
using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>Listening to programmes without a mark, and with the mark of another key.</summary>
internal sealed class ListeningSection(EvaluationContext context) : IReportSection
{
    private const string OtherEvent = "speech with events of another key";
    private const string OtherProgramme = "dense-music marked throughout with another key";

    /// <summary>Seconds between two marks of another key.</summary>
    private const int MarkEverySeconds = 10;

    private static readonly WatermarkKey Stranger = WatermarkKey.FromSeed("the key of somebody else");

    private readonly List<double> _maxima = [];

    /// <summary>Highest score of every minute and key, all classes, once it has run.</summary>
    public IReadOnlyList<double> MinuteMaxima => _maxima;

    /// <inheritdoc/>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Listening without a mark, and with the wrong key")
            .AddParagraph($"Highest score of every minute and key; the threshold for a rate comes from a Gumbel law fitted to them, and stands beside the one in use, which is that of the worst class with room to spare. The last rows carry a key that nobody listens for: speech with an event every {MarkEverySeconds} s, and music marked throughout; there a key may score high by agreeing with the other for a moment, and the detector must see that the signs of another explain it better.");
        var table = new ResultTable(
            new ResultColumn("programme"),
            new ResultColumn("heard", "key-hours", 1),
            new ResultColumn("highest score", decimals: 1),
            new ResultColumn("1 in 24 h", decimals: 1),
            new ResultColumn("1 in 100 h", decimals: 1),
            new ResultColumn("1 in 1000 h", decimals: 1),
            new ResultColumn("highest over repetitions", decimals: 1),
            new ResultColumn("alarms at 1 in 1000 h", decimals: 0));
        double threshold = ScoreCalibration.ThresholdFor(FalseAlarmRun.FalseAlarmsPerHour);
        double heard = 0;
        long alarms = 0;
        foreach ((string name, FalseAlarmRun run) in Run(cancellationToken))
        {
            double[] maxima = [.. run.MinuteMaxima];
            if (HostLibrary.Classes.Contains(name))
            {
                _maxima.AddRange(maxima);
            }

            GumbelTail tail = GumbelTail.Fit(maxima, hoursPerBlock: 1 / 60.0);
            table.AddRow(
                name, run.KeyHours, maxima.Max(), tail.Threshold(1.0 / 24), tail.Threshold(0.01), tail.Threshold(0.001), run.RepeatedMaxima.Max(), run.Alarms);
            heard += run.KeyHours;
            alarms += run.Alarms;
        }

        table.AddRow("in use", null, null, ScoreCalibration.ThresholdFor(1.0 / 24), ScoreCalibration.ThresholdFor(0.01), threshold, null, null);
        double bound = PoissonRate.UpperBound(alarms, heard) * 1000;
        HasMissed = alarms > 0;
        report.AddTable(table).AddParagraph(
            $"{alarms} alarms in {heard:0} key-hours ({context.Options.KeyCount} keys) at the threshold of one in 1000 h: with 95 % confidence the rate is below {bound:0.0} in 1000 h.");
    }

    private IEnumerable<(string Name, FalseAlarmRun Run)> Run(CancellationToken cancellationToken)
    {
        WatermarkKey[] keys = [.. Enumerable.Range(0, context.Options.KeyCount).Select(static i => WatermarkKey.FromSeed($"false alarms {i}"))];
        string[] names = [.. HostLibrary.Classes, OtherEvent, OtherProgramme];
        double hours = context.Options.KeyHours / context.Options.KeyCount / names.Length;
        var runs = new FalseAlarmRun[names.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, runs.Length, parallel, i =>
        {
            context.Progress($"listening: {names[i]}");
            IEnumerable<AudioBuffer> pieces = names[i] switch
            {
                OtherEvent => context.Library.Listen("speech", hours, MarkFormat.SampleRate).Select(MarkEvents),
                OtherProgramme => context.Library.Listen("dense-music", hours, MarkFormat.SampleRate).Select(MarkThroughout),
                _ => context.Library.Listen(names[i], hours, MarkFormat.SampleRate),
            };
            runs[i] = FalseAlarmRun.Listen(pieces, keys, cancellationToken);
        });
        return names.Zip(runs);
    }

    private static AudioBuffer MarkThroughout(AudioBuffer piece) =>
        WatermarkEmbedder.Embed(piece, Stranger, request: null, new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous }).Programme;

    private static AudioBuffer MarkEvents(AudioBuffer piece)
    {
        int length = MarkEverySeconds * piece.SampleRate;
        for (int start = 0; start + length <= piece.Length; start += length)
        {
            EmbedResult result = WatermarkEmbedder.Embed(piece.Slice(start, length), Stranger, new MarkRequest { Force = true });
            result.Programme.Samples.CopyTo(piece.Samples[start..]);
        }

        return piece;
    }
}
