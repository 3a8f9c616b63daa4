using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Listening;
using Earshot.Cli.Terminals;
using Earshot.Signals.Wave;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark detect</c>: one line for every mark and payload, as soon as it is heard.</summary>
internal sealed class DetectVerb : Verb
{
    private readonly TimeProvider _clock;
    private readonly InputArgument _input = new("IN", "The recording, or - for a live stream on standard input.");
    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A key file; give the option again for further keys.",
        HelpName = "KEY",
        Required = true,
    };

    private readonly Option<double> _falseAlarms = new("--false-alarms")
    {
        Description = "False alarms that are accepted, an hour and key.",
        HelpName = "RATE",
        DefaultValueFactory = _ => new WatermarkDetectorOptions().FalseAlarmsPerHour,
    };

    private readonly Option<bool> _expect = new("--expect") { Description = "Exit code 3 when no mark was found." };
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    /// <param name="clock">Tells which of the times that a time stamp can mean is the nearest.</param>
    public DetectVerb(Terminal terminal, TimeProvider clock)
        : base(terminal, "detect", "Find the marks of one or several keys in a recording or a live stream.")
    {
        _clock = clock;
        _falseAlarms.Validators.Add(InRange.Of(1e-9, 1000));
        _input.AddTo(this);
        Add(_keys);
        Add(_falseAlarms);
        Add(_expect);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot watermark detect recording.wav --key spring.json",
        "arecord -q -f S16_LE -r 16000 -t wav | earshot watermark detect - --key spring.json --key summer.json --json",
        "ffmpeg -v error -i film.mp4 -f wav - | earshot watermark detect - --key spring.json --expect",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        IReadOnlyList<WatermarkKey> keys = KeyLoading.Load(arguments.GetRequiredValue(_keys));
        using IAudioReader source = await _input.OpenAsync(arguments, Terminal, cancellation);
        KeyLoading.CheckRate(source.SampleRate, _input.Path(arguments));
        var options = new WatermarkDetectorOptions { FalseAlarmsPerHour = arguments.GetValue(_falseAlarms) };
        var detector = new WatermarkDetectorStream(keys, source.SampleRate, source.ChannelCount, options);
        var blocks = new BlockReader(source);
        bool json = arguments.GetValue(_json);
        bool found = false;
        long samples = 0;
        while (await blocks.ReadAsync(cancellation) is { IsEmpty: false } block)
        {
            detector.Accept(block.Span);
            samples += block.Length;
            found |= Print(detector, json);
        }

        detector.Complete();
        found |= Print(detector, json);
        if (found)
        {
            return ExitCode.Done;
        }

        double seconds = samples / (double)source.ChannelCount / source.SampleRate;
        Terminal.Note($"no mark of {(keys.Count == 1 ? "key" : "keys")} {string.Join(", ", keys.Select(k => k.Id))} was found in {seconds:0.0} s");
        return arguments.GetValue(_expect) ? ExitCode.ThresholdMissed : ExitCode.Done;
    }

    private bool Print(WatermarkDetectorStream detector, bool json)
    {
        bool any = false;
        while (detector.TryRead(out WatermarkEvent? raw))
        {
            if (WatermarkStage.Translate(raw, _clock) is { } heard)
            {
                Terminal.Results.WriteLine(json ? EarshotJson.Line(heard) : HeardLine.Format(heard));
                any = true;
            }
        }

        return any;
    }
}
