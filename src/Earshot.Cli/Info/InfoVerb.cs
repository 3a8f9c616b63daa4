using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Info;

/// <summary><c>earshot info</c>: format, levels and loudness of a recording, and its picture if asked.</summary>
internal sealed class InfoVerb : Verb
{
    private readonly InputArgument _input = new("FILE", "The recording, or - for standard input.");
    private readonly SpectrogramOption _spectrogram = new();
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public InfoVerb(Terminal terminal)
        : base(terminal, "info", "Show format, level and loudness of a recording.")
    {
        _input.AddTo(this);
        Add(_spectrogram);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot info speech.wav",
        "earshot info speech.wav --spectrogram speech.svg",
        "ffmpeg -v error -i film.mp4 -f wav - | earshot info - --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string? picture = arguments.GetValue(_spectrogram);
        if (picture is not null)
        {
            SpectrogramOption.Check(picture);
        }

        string path = _input.Path(arguments);
        using IAudioReader source = await _input.OpenAsync(arguments, Terminal, cancellation);
        var meter = new RecordingMeter(source.SampleRate, source.ChannelCount);
        MonoRecording? whole = picture is null ? null : new MonoRecording(source.SampleRate, source.ChannelCount);
        await Terminal.WithProgressAsync("measuring", async progress =>
        {
            var blocks = new BlockReader(source);
            while (await blocks.ReadAsync(cancellation) is { IsEmpty: false } block)
            {
                meter.Accept(block.Span);
                whole?.Accept(block.Span);
                progress.Report(blocks.Progress);
            }
        });
        InfoReport report = meter.Report(path, source.FormatName);
        if (picture is not null && whole is not null)
        {
            SpectrogramOption.Save(picture, whole.ToBuffer(), path == "-" ? "standard input" : Path.GetFileName(path));
        }

        Terminal.Results.WriteLine(arguments.GetValue(_json) ? EarshotJson.Line(report) : InfoText.Format(report));
        return ExitCode.Done;
    }
}
