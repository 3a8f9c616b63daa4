using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Signals.Wave;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark plot</c>: the score of a key over time, with the threshold.</summary>
internal sealed class PlotVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The recording, or - for standard input.");
    private readonly Argument<string> _picture = new("OUT") { Description = "The picture to write; the name ends in .svg." };
    private readonly Option<string> _key = new("--key") { Description = "The key file.", HelpName = "KEY", Required = true };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public PlotVerb(Terminal terminal)
        : base(terminal, "plot", "Draw the score of a key over a recording, with the threshold.")
    {
        _input.AddTo(this);
        Add(_picture);
        Add(_key);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot watermark plot recording.wav score.svg --key spring.json"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string picture = arguments.GetRequiredValue(_picture);
        if (!picture.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"the picture is {picture}; a name that ends in .svg was expected");
        }

        WatermarkKey key = KeyLoading.Load(arguments.GetRequiredValue(_key));
        AudioBuffer audio = await _input.ReadAsync(arguments, Terminal, cancellation);
        string path = _input.Path(arguments);
        KeyLoading.CheckRate(audio.SampleRate, path);
        ScoreTrace trace = await Task.Run(() => ScoreTrace.Measure(audio, key), cancellation).WaitAsync(cancellation);
        string name = path == "-" ? "standard input" : Path.GetFileName(path);
        AtomicFile.Write(picture, ScoreFigure.Of(trace, $"Key {key.Id} in {name}").WriteTo);
        return ExitCode.Done;
    }
}
