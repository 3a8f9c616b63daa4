using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;
using Earshot.Signals;
using Earshot.Signals.Rooms;
using Earshot.Signals.Streaming;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Figures;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;
using Earshot.Spatial.Upmixing;

namespace Earshot.Spatial.Evaluation;

/// <summary>The protocol behind docs/evaluation/spatial.md: designed on the sphere, scored on measured heads.</summary>
public sealed class SpatialEvaluation
{
    private const double ShortTaps = 256;
    private readonly Action<string> _progress;
    private readonly List<IHead> _heads = [];

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="progress">Takes one line a step.</param>
    public SpatialEvaluation(Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        _progress = progress;
        foreach (MeasuredHead? head in (MeasuredHead?[])[HeadFiles.FindKemar(), HeadFiles.FindKu100()])
        {
            if (head is not null)
            {
                _heads.Add(head);
            }
        }
    }

    /// <summary>Whether a row with a figure to reach has missed it.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Runs everything.</summary>
    /// <param name="run">What to note about the run.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public Report Run(RunRecord run, CancellationToken cancellationToken)
    {
        var report = new Report("Spatial playback: what it reaches", run);
        report.AddParagraph(_heads.Count == 0
            ? "No measured head was found (KEMAR comes with libmysofa1, KU100 with the data folder), so everything is scored on the sphere that it was designed on, which flatters it."
            : $"Designed on a rigid sphere (8.75 cm, ears at 100 degrees), scored on measured heads ({string.Join(", ", _heads.Select(static h => h.Name))}). Separation is clipped at 30 dB a frequency and averaged over a 1/10-octave grid from 300 Hz to 8 kHz and both channels; the listener sits at 2 m; boost is the summed power of all drivers over one driver. Drivers are points in free field unless a body is named. RACE is the better of its two usual delays.");
        if (_heads.Count == 0)
        {
            _heads.Add(new SphericalHead());
        }

        Action<Report>[] steps = [AddSeparation, AddVirtual, AddBeam, AddRoom, AddFilters, AddUpmix, AddSpeed, AddFigures];
        foreach (Action<Report> step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _progress(step.Method.Name[3..].ToLowerInvariant());
            step(report);
        }

        return report;
    }

    private void AddSeparation(Report report)
    {
        report.AddHeading("Separation and its price");
        var table = new ResultTable(
            new ResultColumn("drivers"), new ResultColumn("head"), new ResultColumn("separation", "dB", 1), new ResultColumn("boost", "dB", 1),
            new ResultColumn("at 5 cm", "dB", 1), new ResultColumn("at 10 cm", "dB", 1), new ResultColumn("turned 10 degrees", "dB", 1),
            new ResultColumn("colouration", "dB", 2), new ResultColumn("RACE", "dB", 1), new ResultColumn("RACE boost", "dB", 1), new ResultColumn("reach"));
        foreach ((SpeakerDevice device, double[] reach) in Cases())
        {
            SpatialModel model = SpatialModel.Design(device);
            foreach (IHead head in _heads)
            {
                DeviceScore score = DeviceScore.Of(model, head);
                DeviceScore race = DeviceScore.OfRace(device, head);
                bool reached = score.Separation.MeanDb >= reach[0] && score.Offset5.MeanDb >= reach[1] && (reach.Length < 3 || score.Offset10.MeanDb >= reach[2]);
                bool isPure = reach.Length > 2 || score.ColorationDb <= 0.7;
                Note(reached && isPure);
                table.AddRow(
                    device.Name, head.Name, score.Separation.MeanDb, score.Separation.BoostDb, score.Offset5.MeanDb, score.Offset10.MeanDb,
                    score.Yaw10.MeanDb, score.ColorationDb, race.Separation.MeanDb, race.Separation.BoostDb, $"{string.Join(" / ", reach)} {Verdict(reached)}");
            }
        }

        report.AddTable(table).AddParagraph(
            "Reach: separation in the middle, at 5 cm and, for rows of four and six drivers, at 10 cm. Colouration (standard deviation of the near ear's level against one driver) is to stay at or below 0.7 dB for two drivers.");
    }

    private void AddVirtual(Report report)
    {
        report.AddHeading("Virtual sources at 30 degrees");
        var table = new ResultTable(
            new ResultColumn("drivers"), new ResultColumn("head"), new ResultColumn("time difference", "us", 0), new ResultColumn("true", "us", 0),
            ResultColumn.Percent("share", 0), ResultColumn.Percent("reach", 0), new ResultColumn("level difference, error", "dB", 1), new ResultColumn("boost", "dB", 1));
        foreach ((double width, double reach) in (ReadOnlySpan<(double, double)>)[(0.1, 0.35), (0.16, 0.7), (0.3, 0.95)])
        {
            SpatialModel model = SpatialModel.Design(Two(width));
            foreach (IHead head in _heads)
            {
                VirtualScore score = DeviceScore.Of(model, head).Virtual!;
                Note(score.ItdShare >= reach);
                table.AddRow(model.Device.Name, head.Name, score.ItdUs, score.TrueItdUs, score.ItdShare, reach, score.IldErrorDb, score.BoostDb);
            }
        }

        report.AddParagraph("Time difference from phases, 500 Hz to 1 kHz; level difference 1.5 to 8 kHz. A source that both ears hear needs up to 6 dB more boost than the cancellation of one.").AddTable(table);
    }

    private void AddBeam(Report report)
    {
        report.AddHeading("The centre's beam of the round speaker, 500 Hz to 4 kHz");
        SpatialModel model = SpatialModel.Design(KnownSpeakers.Round);
        BeamScore beam = BeamScore.Of(model.Cancellation, model.Device.Drivers, model.Device.Body);
        BeamScore equal = BeamScore.Of(new EqualFeed(3), model.Device.Drivers, model.Device.Body);
        var table = new ResultTable(new ResultColumn("figure"), new ResultColumn("beam", "dB", 1), new ResultColumn("equal drive", "dB", 1), new ResultColumn("reach"));
        void Add(string name, double value, double other, double reach, bool isLeast)
        {
            bool reached = isLeast ? value >= reach : value <= reach;
            Note(reached);
            table.AddRow(name, value, other, $"{(isLeast ? ">=" : "<=")} {reach} {Verdict(reached)}");
        }

        Add("nulls at +/-90 degrees", beam.NullDb, equal.NullDb, 20, true);
        Add("the same, 10th percentile of 0.5 dB and 3 degrees tolerance", beam.ToleranceNullDb, equal.ToleranceNullDb, 15, true);
        Add("directivity index", beam.DirectivityIndexDb, equal.DirectivityIndexDb, 3.7, true);
        Add("loss at 30 degrees", beam.Loss30Db, equal.Loss30Db, 3.5, false);
        table.AddRow("loss at 45 degrees", beam.Loss45Db, equal.Loss45Db, null);
        table.AddRow("directivity index, 300 to 500 Hz", beam.LowDirectivityIndexDb, equal.LowDirectivityIndexDb, null);
        table.AddRow("boost", beam.BoostDb, equal.BoostDb, null);
        report.AddTable(table);
    }

    private void AddRoom(Report report)
    {
        report.AddHeading("In a room");
        var room = new ShoeboxRoom(5, 4, 2.6, SurfaceAbsorption.Uniform(0.25));
        SpatialModel model = SpatialModel.Design(KnownSpeakers.Round);
        RoomScore score = RoomScore.Of(model.Cancellation, model.Device, room, 2.5, _heads.OfType<MeasuredHead>().FirstOrDefault());
        Note(score.GainDb >= 3.5);
        var table = new ResultTable(new ResultColumn("figure"), new ResultColumn("beam", decimals: 2), new ResultColumn("equal drive", decimals: 2), new ResultColumn("reach"));
        table.AddRow("direct to reverberant (dB)", score.DirectToReverberantDb, score.EqualDirectToReverberantDb, $"+3.5 dB: {score.GainDb:+0.0;-0.0} dB {Verdict(score.GainDb >= 3.5)}");
        table.AddRow("critical distance (m)", score.CriticalDistanceM, score.CriticalDistanceM / Math.Pow(10, score.GainDb / 20), null);
        table.AddRow("clarity C50 (dB)", score.C50Db, score.EqualC50Db, null);
        if (double.IsFinite(score.EarlyIacc))
        {
            table.AddRow("interaural correlation, early", score.EarlyIacc, null, null);
            table.AddRow("interaural correlation, late", score.LateIacc, null, null);
        }

        report.AddParagraph($"Round speaker, 5 x 4 x 2.6 m, all walls absorb 25 % (RT60 {RoomAcoustics.EyringRt60(room):0.00} s), device 0.4 m from the wall behind it, listener at 2.5 m; image sources with the pattern towards each exit direction, 500 Hz to 4 kHz.")
            .AddTable(table);
    }

    private void AddFilters(Report report)
    {
        report.AddHeading("Short filters");
        var table = new ResultTable(new ResultColumn("drivers"), new ResultColumn("head"), new ResultColumn("256 taps", "dB", 2), new ResultColumn("2048 taps", "dB", 2), new ResultColumn("loss", "dB", 2), new ResultColumn("reach"));
        foreach (double width in (ReadOnlySpan<double>)[0.1, 0.16, 0.3])
        {
            SpatialModel brief = SpatialModel.Design(Two(width));
            SpatialModel whole = SpatialModel.Design(KnownSpeakers.Bar(Two(width).Name, 2, width, 0.004, 2048));
            foreach (IHead head in _heads)
            {
                double a = DeviceScore.Of(brief.Cancellation, brief.Device, head).Separation.MeanDb;
                double b = DeviceScore.Of(whole.Cancellation, whole.Device, head).Separation.MeanDb;
                Note(b - a <= 0.2);
                table.AddRow(brief.Device.Name, head.Name, a, b, b - a, $"<= 0.2 {Verdict(b - a <= 0.2)}");
            }
        }

        report.AddParagraph("Separation with 256 taps at 48 kHz (5.3 ms, lead-in 2.7 ms) against eight times as many.").AddTable(table);
    }

    private void AddUpmix(Report report)
    {
        report.AddHeading("Upmix");
        var table = new ResultTable(
            new ResultColumn("mix"), new ResultColumn("gain over plain mid", "dB", 1), new ResultColumn("centre left in the left channel", "dB", 1), new ResultColumn("reconstruction error", "dB", 0));
        var gains = new List<double>();
        double worst = double.NegativeInfinity;
        foreach (StemMix mix in StemMix.All)
        {
            AudioBuffer output = new UpmixStream(mix.Mix.SampleRate).ProcessBuffer(mix.Mix);
            gains.Add(mix.CenterGainDb(output.Channel(2)));
            double error = Reconstruction(mix.Mix, output);
            worst = Math.Max(worst, error);
            table.AddRow(mix.Name, gains[^1], mix.ResidueDb(output.Channel(0)), error);
        }

        Note(gains.Average() >= 4.5 && worst <= -120);
        report.AddParagraph($"Signal-to-distortion ratio of the centre against the true stem, over that of (L + R) / 2; three made mixes with reverberation. Mean {gains.Average():0.0} dB, to reach 4.5 dB {Verdict(gains.Average() >= 4.5)}; reconstruction to reach -120 dB {Verdict(worst <= -120)}.")
            .AddTable(table);
    }

    private void AddSpeed(Report report)
    {
        report.AddHeading("Speed");
        var table = new ResultTable(new ResultColumn("what"), new ResultColumn("measured"), new ResultColumn("reach"));
        foreach ((string what, double value, string text, string reach, bool reached) in SpeedTrial.Run())
        {
            Note(reached && value > 0);
            table.AddRow(what, text, $"{reach} {Verdict(reached)}");
        }

        report.AddParagraph("Processor time of one thread, not wall clock, on the machine above while it did other work.").AddTable(table);
    }

    private void AddFigures(Report report)
    {
        report.AddHeading("Pictures");
        SpatialModel bar = SpatialModel.Design(KnownSpeakers.Bar16);
        SpatialModel row = SpatialModel.Design(KnownSpeakers.Bar30);
        SpatialModel round = SpatialModel.Design(KnownSpeakers.Round);
        IHead head = _heads[^1];
        RaceFeed race = DeviceScore.RaceFeeds(bar.Device).MaxBy(feed => DeviceScore.Of(feed, bar.Device, head).Separation.MeanDb)!;
        report.AddFigure(
                "spatial-separation.svg",
                EarFigures.Separation(bar.Device, [(bar.Cancellation, new SphericalHead()), .. _heads.Select(h => ((Design.IDriverFeed)bar.Cancellation, h)), (race, head)]),
                "Separation of the 16 cm bar over frequency on the sphere and the measured heads beside RACE, with the boost under it.")
            .AddFigure("spatial-offset.svg", EarFigures.OffsetMap(row.Device, row.Cancellation, head), "Separation of the 30 cm bar over head offset and frequency.")
            .AddFigure("spatial-sweet-spot.svg", EarFigures.SweetSpot(row.Device, row.Cancellation, head), "Mean separation of the 30 cm bar over the head's place.")
            .AddFigure("spatial-interaural.svg", EarFigures.Interaural(bar, head), "Interaural time and level difference of a virtual source of the 16 cm bar against a true one.")
            .AddFigure("spatial-polar.svg", FieldFigures.Polar(round.Device, round.Cancellation), "Patterns of the round speaker's centre.")
            .AddFigure("spatial-azimuth.svg", FieldFigures.AzimuthMap(round.Device, round.Cancellation), "The round speaker's centre over azimuth and frequency, before and after.")
            .AddFigure("spatial-directivity.svg", FieldFigures.Directivity(round.Device, round.Cancellation), "Directivity index of the round speaker's centre.")
            .AddFigure("spatial-impulses.svg", FieldFigures.Impulses(bar.Device, bar.Playback), "Filters of the 16 cm bar's left channel with the lead-in marked.");
    }

    private static double Reconstruction(AudioBuffer input, AudioBuffer output)
    {
        double error = 0;
        double energy = 0;
        for (int c = 0; c < 2; c++)
        {
            for (int n = 0; n < input.Length; n++)
            {
                double difference = (double)output.Channel(c)[n] + output.Channel(2)[n] - input.Channel(c)[n];
                error += difference * difference;
                energy += (double)input.Channel(c)[n] * input.Channel(c)[n];
            }
        }

        return 10 * Math.Log10((error + 1e-30) / energy);
    }

    private static SpeakerDevice Two(double width) => KnownSpeakers.Bar($"2 in {width * 100:0} cm", 2, width, 0.004, (int)ShortTaps);

    private static IEnumerable<(SpeakerDevice Device, double[] Reach)> Cases() =>
    [
        (Two(0.1), [13.5, 7]),
        (Two(0.16), [17, 9]),
        (Two(0.3), [19.5, 9.5]),
        (KnownSpeakers.Bar("4 in 30 cm", 4, 0.3, 0.05, 512, 0.2), [22, 15, 11]),
        (KnownSpeakers.Bar("6 in 60 cm", 6, 0.6, 0.06, 512, 0.2), [22, 18.5, 15]),
    ];

    private static string Verdict(bool reached) => reached ? "(reached)" : "(missed)";

    private void Note(bool reached) => HasMissed |= !reached;
}
