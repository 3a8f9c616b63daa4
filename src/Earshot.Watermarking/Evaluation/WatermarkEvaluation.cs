using Earshot.Corpora;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;
using Earshot.Evaluation.Tails;
using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>The protocol behind docs/evaluation/watermark.md.</summary>
/// <remarks>Thresholds come from <see cref="ScoreCalibration"/> and are fixed before any marked clip is heard; hosts are the test half of the library.</remarks>
public sealed class WatermarkEvaluation
{
    private readonly WatermarkEvaluationOptions _options;
    private readonly HostLibrary _library;
    private readonly Action<string> _progress;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="options">How much to run.</param>
    /// <param name="data">The data folder, or null to make all material.</param>
    /// <param name="progress">Takes one line a step.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public WatermarkEvaluation(WatermarkEvaluationOptions options, DatasetRoot? data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        options.Validate(nameof(options));
        _options = options;
        _library = new HostLibrary(data, test: true);
        _progress = progress;
    }

    /// <summary>Whether a row with a figure to reach has missed it (at the estimate).</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Runs everything.</summary>
    /// <param name="run">What to note about the run.</param>
    /// <param name="cancellationToken">Stops between two trials.</param>
    public Report Run(RunRecord run, CancellationToken cancellationToken)
    {
        var report = new Report("Watermark: what it reaches", run);
        report.AddParagraph(_library.HasRecordings
            ? "Speech and environments are recordings that set no threshold (half of the speakers and classes); music, loops and tones are made. Marks are 1.92 s long, in clips of 10 s; the embedder chooses the place. A clip that it declines with a warning is counted and replaced."
            : "All material is made: the data folder was not found. Marks are 1.92 s long, in clips of 10 s; the embedder chooses the place.");
        AddDigital(report, cancellationToken);
        AddAcoustic(report, cancellationToken);
        AddPayload(report, cancellationToken);
        AddFalseAlarms(report, cancellationToken);
        AddQuality(report, cancellationToken);
        return report;
    }

    private void AddDigital(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Digital changes, at one false alarm in 1000 h").AddParagraph("Clips at 48 kHz. To reach: 99.8 %.");
        ResultTable table = NewDetectionTable();
        foreach ((string name, Func<AudioBuffer, AudioBuffer> change) in DetectionRun.DigitalChanges(cancellationToken))
        {
            _progress($"detection: {name}");
            var condition = new DetectionCondition("D1", name, 0, 0, double.PositiveInfinity, 0, 0.001, 0.998);
            AddDetection(table, DetectionRun.Digital(_library, condition, change, _options, cancellationToken));
        }

        report.AddTable(table);
    }

    private void AddAcoustic(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Loudspeaker, room and microphone")
            .AddParagraph("Simulated: loudspeaker 150 Hz to 15 kHz with soft clipping, exponential room, pink noise over the whole band (the ratio between 1 and 4 kHz beside it), clock skew of random sign, random delay, 16 bits. Thresholds from the false-alarm rate of the row.");
        ResultTable table = NewDetectionTable();
        var classes = new ResultTable([new ResultColumn("row"), .. HostLibrary.Classes.Select(static c => ResultColumn.Percent(c))]);
        var declined = new SortedDictionary<string, (int Declined, int Offered)>(StringComparer.Ordinal);
        foreach (DetectionCondition condition in DetectionCondition.Acoustic)
        {
            _progress($"detection: {condition.Id}");
            DetectionRowResult result = DetectionRun.Acoustic(_library, condition, payload: false, _options, cancellationToken);
            AddDetection(table, result);
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

        report.AddTable(table).AddParagraph("Found, by host class:").AddTable(classes);
        var shares = new ResultTable(new ResultColumn("host class"), ResultColumn.Percent("declined"), new ResultColumn("offered", decimals: 0));
        foreach ((string name, (int no, int all)) in declined)
        {
            shares.AddRow(name, all == 0 ? null : no / (double)all, all);
        }

        report.AddParagraph("Clips that the embedder declined because the band carries too little:").AddTable(shares);
        AddDistance(report, cancellationToken);
    }

    private void AddDistance(Report report, CancellationToken cancellationToken)
    {
        double[] distances = [1, 2, 4, 8];
        var layers = new List<PlotLayer>();
        foreach (double rt60 in (ReadOnlySpan<double>)[0.4, 0.6])
        {
            var shares = new List<Interval>();
            foreach (double distance in distances)
            {
                _progress($"detection over distance: RT60 {rt60} s, {distance} m");
                var condition = new DetectionCondition("distance", "", rt60, -20 * Math.Log10(distance * Math.Sqrt(rt60 / 0.4)), 10, 50, 0.01, double.NaN);
                shares.Add(DetectionRun.Acoustic(_library, condition, payload: false, _options, cancellationToken).Detected.Scale(100));
            }

            layers.Add(new LineLayer(distances, shares.Select(static s => s.Estimate).ToArray()) { Label = $"RT60 {rt60} s" });
            layers.Add(new IntervalLayer(distances, shares.ToArray()));
        }

        report.AddFigure(
            "watermark-distance.svg",
            new SvgFigure
            {
                Title = "Marks found over distance",
                Subtitle = "10 dB pink noise at the microphone, 50 ppm, one false alarm in 100 h, all host classes",
                XAxis = new Axis { Label = "distance (m)", IsLogarithmic = true },
                YAxis = new Axis { Label = "found (%)", Min = 0, Max = 100 },
                Layers = layers,
            },
            "Share of marks found against distance for two reverberation times.");
    }

    private void AddPayload(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Payload of 16 bits in 5.76 s")
            .AddParagraph("Right: all 16 bits read. Wrong: a payload was read that is not the one sent.");
        var table = new ResultTable(
            new ResultColumn("row"), ResultColumn.Percent("right"), new ResultColumn("wrong", decimals: 0), new ResultColumn("marks", decimals: 0), ResultColumn.Percent("reach"));
        foreach ((string id, double reach) in (ReadOnlySpan<(string, double)>)[("D2", 0.98), ("D3", 0.95)])
        {
            _progress($"payload: {id}");
            DetectionCondition condition = DetectionCondition.Acoustic.First(c => c.Id == id);
            DetectionRowResult result = DetectionRun.Acoustic(_library, condition, payload: true, _options, cancellationToken);
            table.AddRow(condition.Description, result.PayloadRead, result.Outcomes.Count(static o => o.PayloadWrong), result.Outcomes.Count, reach);
            HasMissed |= result.PayloadRead.Estimate < reach;
        }

        report.AddTable(table);
    }

    private void AddFalseAlarms(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("Listening without a mark")
            .AddParagraph("Highest score of every minute and key; the threshold for a rate comes from a Gumbel law fitted to them, and stands beside the one in use, which is that of the worst class with room to spare.");
        var table = new ResultTable(
            new ResultColumn("host class"),
            new ResultColumn("heard", "key-hours", 1),
            new ResultColumn("highest score", decimals: 1),
            new ResultColumn("1 in 24 h", decimals: 1),
            new ResultColumn("1 in 100 h", decimals: 1),
            new ResultColumn("1 in 1000 h", decimals: 1),
            new ResultColumn("highest over repetitions", decimals: 1),
            new ResultColumn("alarms at 1 in 1000 h", decimals: 0));
        WatermarkKey[] keys = [.. Enumerable.Range(0, _options.KeyCount).Select(static i => WatermarkKey.FromSeed($"false alarms {i}"))];
        double hours = _options.KeyHours / _options.KeyCount / HostLibrary.Classes.Count;
        var runs = new FalseAlarmRun[HostLibrary.Classes.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, runs.Length, parallel, i =>
        {
            _progress($"listening: {HostLibrary.Classes[i]}");
            runs[i] = FalseAlarmRun.Listen(_library.Listen(HostLibrary.Classes[i], hours, MarkFormat.SampleRate), keys, cancellationToken);
        });
        double threshold = ScoreCalibration.ThresholdFor(0.001);
        double heard = 0;
        long alarms = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            FalseAlarmRun run = runs[i];
            double[] maxima = [.. run.MinuteMaxima];
            GumbelTail tail = GumbelTail.Fit(maxima, hoursPerBlock: 1 / 60.0);
            long own = maxima.Count(m => m >= threshold) + run.RepeatedMaxima.Count(m => m >= threshold);
            table.AddRow(
                HostLibrary.Classes[i], run.KeyHours, maxima.Max(), tail.Threshold(1.0 / 24), tail.Threshold(0.01), tail.Threshold(0.001), run.RepeatedMaxima.Max(), own);
            heard += run.KeyHours;
            alarms += own;
        }

        table.AddRow("in use", null, null, ScoreCalibration.ThresholdFor(1.0 / 24), ScoreCalibration.ThresholdFor(0.01), threshold, null, null);
        double bound = PoissonRate.UpperBound(alarms, heard) * 1000;
        HasMissed |= alarms > 0;
        report.AddTable(table).AddParagraph(
            $"{alarms} alarms in {heard:0} key-hours at the threshold of one in 1000 h: with 95 % confidence the rate is below {bound:0.0} in 1000 h.");
    }

    private void AddQuality(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("What the mark does to the sound")
            .AddParagraph("Means over clips of 10 s at 48 kHz. The noise-to-mask ratio is our own proxy (Bark bands, simultaneous and post masking), not PEAQ. The score is that of one period on the unchanged file.");
        var table = new ResultTable(
            new ResultColumn("profile"), new ResultColumn("host class"), new ResultColumn("loudness change", "LU", 3), new ResultColumn("SNR", "dB", 1),
            new ResultColumn("noise to mask", "dB", 1), ResultColumn.Percent("above the mask"), new ResultColumn("score", decimals: 1));
        int clips = Math.Max(2, _options.TrialsPerClass / 8);
        foreach (WatermarkProfile profile in Enum.GetValues<WatermarkProfile>())
        {
            foreach (string name in HostLibrary.Classes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _progress($"quality: {profile}, {name}");
                QualityFigures[] figures = [.. Enumerable.Range(0, clips).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(_options.Threads, 64))
                    .Select(i => QualityTrial.Measure(_library, profile, name, i)).OfType<QualityFigures>()];
                if (figures.Length > 0)
                {
                    table.AddRow(
                        profile.ToString(), name, figures.Average(static f => f.LoudnessChange), figures.Average(static f => f.SnrDb),
                        figures.Average(static f => f.NoiseToMaskDb), figures.Average(static f => f.ShareAboveMask), figures.Average(static f => f.Score));
                }
            }
        }

        report.AddTable(table);
    }

    private static ResultTable NewDetectionTable() => new(
        new ResultColumn("row"),
        new ResultColumn("path"),
        ResultColumn.Percent("found"),
        ResultColumn.Percent("reach"),
        new ResultColumn("marks", decimals: 0),
        new ResultColumn("in-band SNR", "dB", 1),
        new ResultColumn("median score", decimals: 1),
        new ResultColumn("threshold", decimals: 1),
        new ResultColumn("found elsewhere", decimals: 0),
        new ResultColumn("start error", "ms", 1),
        new ResultColumn("event after the end", "ms", 0));

    private void AddDetection(ResultTable table, DetectionRowResult result)
    {
        double[] scores = [.. result.Outcomes.Select(static o => o.Score).Order()];
        TrialOutcome[] found = [.. result.Outcomes.Where(static o => o.Found)];
        double snr = result.Outcomes.Average(static o => o.InBandSnrDb);
        table.AddRow(
            result.Condition.Id,
            result.Condition.Description,
            result.Detected,
            double.IsNaN(result.Condition.Reach) ? null : result.Condition.Reach,
            result.Outcomes.Count,
            double.IsFinite(snr) ? snr : null,
            scores[scores.Length / 2],
            ScoreCalibration.ThresholdFor(result.Condition.FalseAlarmsPerHour),
            result.Outcomes.Count(static o => o.FoundElsewhere),
            found.Length == 0 ? null : found.Average(static o => Math.Abs(o.StartErrorMs)),
            found.Length == 0 ? null : found.Average(static o => o.LatencyMs));
        HasMissed |= result.Detected.Estimate < result.Condition.Reach;
    }
}
