using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Signals.Rooms;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial room</c>: what the centre's beam does in a room.</summary>
internal sealed class RoomVerb : Verb
{
    private readonly DeviceArgument _device = new();
    private readonly Option<string> _size = new("--size") { Description = "Length, width and height in metres.", HelpName = "LxWxH", DefaultValueFactory = static _ => "5x4x2.6" };
    private readonly Option<double> _rt60 = new("--rt60") { Description = "Reverberation time in seconds.", HelpName = "SECONDS", DefaultValueFactory = static _ => 0.34 };
    private readonly Option<double> _distance = new("--distance") { Description = "From the device to the listener in metres.", HelpName = "METERS", DefaultValueFactory = static _ => 2.5 };
    private readonly HeadOption _head = new();
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public RoomVerb(Terminal terminal)
        : base(terminal, "room", "Put the centre's beam into a room: direct-to-reverberant ratio, critical distance, clarity, interaural correlation.")
    {
        _rt60.Validators.Add(InRange.Of(0.05, 5));
        _distance.Validators.Add(InRange.Of(0.3, 20));
        Add(_device);
        Add(_size);
        Add(_rt60);
        Add(_distance);
        Add(_head);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial room round-17 --size 5x4x2.6 --rt60 0.34 --distance 2.5", "earshot spatial room round-17 --head kemar --json"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        SpeakerDevice device = _device.Load(arguments);
        double distance = arguments.GetValue(_distance);
        ShoeboxRoom room = Room(arguments.GetRequiredValue(_size), arguments.GetValue(_rt60));
        var head = _head.Load(arguments) as MeasuredHead;
        RoomScore score = await Task.Run(() => RoomScore.Of(SpatialModel.Design(device).Cancellation, device, room, distance, head), cancellation).WaitAsync(cancellation);
        var report = new RoomFigures(
            device.Name,
            distance,
            RoomAcoustics.EyringRt60(room),
            score.DirectToReverberantDb,
            score.EqualDirectToReverberantDb,
            score.CriticalDistanceM,
            score.C50Db,
            score.EqualC50Db,
            double.IsFinite(score.EarlyIacc) ? score.EarlyIacc : null,
            double.IsFinite(score.LateIacc) ? score.LateIacc : null);
        Terminal.Results.WriteLine(arguments.GetValue(_json) ? EarshotJson.Line(report) : report.Format());
        return ExitCode.Done;
    }

    private static ShoeboxRoom Room(string size, double rt60)
    {
        double[] sides = [.. size.Split('x').Select(static s => double.TryParse(s, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
        return sides is [>= 1 and <= 50, >= 1 and <= 50, >= 1 and <= 20]
            ? ShoeboxRoom.ForRt60(sides[0], sides[1], sides[2], rt60)
            : throw new UsageException($"--size is {size}; length, width and height in metres were expected, such as 5x4x2.6");
    }
}
