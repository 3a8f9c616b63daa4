using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Signals.Channels;

namespace Earshot.Cli.Rooms;

/// <summary><c>earshot room</c>: how a recording sounds after loudspeaker, room and microphone.</summary>
internal sealed class RoomVerb : Verb
{
    private readonly InputArgument _input = new("IN", "What is played, or - for standard input.");
    private readonly OutputArgument _output = new("OUT", "What the microphone records.");
    private readonly PathSettings _path = new();
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public RoomVerb(Terminal terminal)
        : base(terminal, "room", "Play a recording through a simulated loudspeaker, room and microphone.")
    {
        _input.AddTo(this);
        _output.AddTo(this);
        _path.AddTo(this);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot room speech.wav far.wav --distance 6.1 --rt60 0.4 --snr 20 --skew-ppm 50 --seed 1",
        "earshot room speech.wav noisy.wav --distance 2 --rt60 0.6 --snr 10 --noise babble.wav",
        "earshot room speech.wav - --distance 3 | earshot listen -",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string input = _input.Path(arguments);
        _output.Check(arguments, input);
        AcousticPathOptions options = _path.Read(arguments);
        var path = new AcousticPath(options);
        AudioBuffer played = await _input.ReadAsync(arguments, Terminal, cancellation);
        if (played.Length == 0)
        {
            throw new AudioFormatException($"{input}: there are no samples to play");
        }

        AcousticPathResult result = await Task.Run(() => Play(path, played, input), cancellation).WaitAsync(cancellation);
        _output.Write(arguments, result.Received, Terminal);
        var report = RoomReport.Of(_output.Path(arguments), options, result);

        // Standard output may carry the recording itself.
        TextWriter lines = _output.Path(arguments) == "-" ? Terminal.Log : Terminal.Results;
        lines.WriteLine(arguments.GetValue(_json) ? EarshotJson.Line(report) : RoomText.Format(report));
        return ExitCode.Done;
    }

    // The options were checked before, so what is refused now is the recording.
    private static AcousticPathResult Play(AcousticPath path, AudioBuffer played, string input)
    {
        try
        {
            return path.Play(played);
        }
        catch (ArgumentException refused)
        {
            throw new AudioFormatException($"{input}: {Failure.MessageOf(refused)}", refused);
        }
    }
}
