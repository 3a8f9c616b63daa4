using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark room</c>: the reverberation of the path, from the marks that came through it.</summary>
internal sealed class ReverberationVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The recording, or - for standard input.");
    private readonly Option<string> _key = new("--key") { Description = "The key file.", HelpName = "KEY", Required = true };
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public ReverberationVerb(Terminal terminal)
        : base(terminal, "room", "Estimate the reverberation of the path from the marks that came through it.")
    {
        _input.AddTo(this);
        Add(_key);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot watermark room recording.wav --key spring.json"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        WatermarkKey key = KeyLoading.Load(arguments.GetRequiredValue(_key));
        AudioBuffer audio = await _input.ReadAsync(arguments, Terminal, cancellation);
        KeyLoading.CheckRate(audio.SampleRate, _input.Path(arguments));
        IReadOnlyList<MarkReverberation> marks =
            await Task.Run(() => MarkReverberationMeter.Measure(audio, key), cancellation).WaitAsync(cancellation);
        foreach (MarkReverberation mark in marks)
        {
            var report = ReverberationReport.Of(key.Id, mark);
            Terminal.Results.WriteLine(arguments.GetValue(_json) ? EarshotJson.Line(report) : report.ToText());
        }

        if (marks.Count == 0)
        {
            Terminal.Note("no mark of the event profile was found");
        }

        return ExitCode.Done;
    }
}
