using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark embed</c>: marks a recording and says how surely the mark will be found.</summary>
internal sealed class EmbedVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The recording, or - for standard input.");
    private readonly OutputArgument _output = new("OUT", "The marked recording.");
    private readonly PayloadOptions _payload;
    private readonly Option<string> _key = new("--key") { Description = "The key file.", HelpName = "KEY", Required = true };
    private readonly Option<string> _profile = new("--profile")
    {
        Description = "event: one mark, found within two seconds; continuous: an inaudible mark for as long as the recording plays.",
        DefaultValueFactory = _ => "event",
    };

    private readonly Option<double?> _at = new("--at") { Description = "Where the mark starts; the best place if left out.", HelpName = "SECONDS" };
    private readonly Option<double?> _duration = new("--duration")
    {
        Description = "Length of the stretch from --at on in which the best place is chosen.",
        HelpName = "SECONDS",
    };

    private readonly Option<double?> _strength = new("--strength")
    {
        Description = "event: how much of the band is mark, 0.3 to 1; 0.9 if left out.",
        HelpName = "SHARE",
    };

    private readonly Option<double?> _snr = new("--snr")
    {
        Description = "continuous: recording over mark, 10 to 60; 30.5 if left out.",
        HelpName = "DB",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Mark even where the mark will hardly be found." };
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    /// <param name="clock">Tells the time that a time stamp carries.</param>
    public EmbedVerb(Terminal terminal, TimeProvider clock)
        : base(terminal, "embed", "Mark a recording so that a device finds the mark across a room.")
    {
        _payload = new PayloadOptions(clock);
        _profile.AcceptOnlyFromAmong("event", "continuous");
        _at.Validators.Add(InRange.Of(0, 1e6));
        _duration.Validators.Add(InRange.Of(0, 1e6));
        _strength.Validators.Add(InRange.Of(0.3, 1));
        _snr.Validators.Add(InRange.Of(10, 60));
        _input.AddTo(this);
        _output.AddTo(this);
        Add(_key);
        Add(_profile);
        Add(_at);
        Add(_duration);
        _payload.AddTo(this);
        Add(_strength);
        Add(_snr);
        Add(_force);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot watermark embed spot.wav marked.wav --key spring.json",
        "earshot watermark embed spot.wav marked.wav --key spring.json --at 3.2 --payload 1F2E",
        "earshot watermark embed film.wav marked.flac --key spring.json --profile continuous --format pcm24",
        "ffmpeg -v error -i spot.mp3 -f wav - | earshot watermark embed - - --key spring.json --timestamp | aplay",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string path = _input.Path(arguments);
        _output.Check(arguments, path);
        string profile = arguments.GetRequiredValue(_profile);
        WatermarkEmbedderOptions options = OptionsFor(arguments, profile);
        var request = new MarkRequest
        {
            At = Seconds(arguments.GetValue(_at)),
            Duration = Seconds(arguments.GetValue(_duration)),
            Payload = _payload.Get(arguments),
            Force = arguments.GetValue(_force),
        };
        WatermarkKey key = KeyLoading.Load(arguments.GetRequiredValue(_key));
        AudioBuffer audio = await _input.ReadAsync(arguments, Terminal, cancellation);
        KeyLoading.CheckRate(audio.SampleRate, path);
        EmbedResult result = await Task.Run(() => WatermarkEmbedder.Embed(audio, key, request, options), cancellation).WaitAsync(cancellation);
        _output.Write(arguments, result.Programme, Terminal);
        Report(arguments, EmbedReport.Of(key.Id, profile, result));
        return ExitCode.Done;
    }

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private WatermarkEmbedderOptions OptionsFor(ParseResult arguments, string profile)
    {
        double? strength = arguments.GetValue(_strength);
        double? snr = arguments.GetValue(_snr);
        var defaults = new WatermarkEmbedderOptions();
        if (profile == "event")
        {
            return snr is null
                ? new WatermarkEmbedderOptions { Strength = strength ?? defaults.Strength }
                : throw new UsageException("--snr is for --profile continuous; the event profile takes --strength");
        }

        return strength is null
            ? new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous, SignalToNoiseDb = snr ?? defaults.SignalToNoiseDb }
            : throw new UsageException("--strength is for --profile event; the continuous profile takes --snr");
    }

    private void Report(ParseResult arguments, EmbedReport report)
    {
        // Standard output has the audio when it is the target.
        TextWriter place = _output.Path(arguments) == "-" ? Terminal.Log : Terminal.Results;
        bool json = arguments.GetValue(_json);
        place.WriteLine(json ? EarshotJson.Line(report) : report.ToText());
        foreach (string warning in report.Warnings)
        {
            Terminal.Note($"warning: {warning}");
        }
    }
}
