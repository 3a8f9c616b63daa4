using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Benchmarking;

/// <summary><c>earshot bench watermark</c>: speed and memory of embedding and detection.</summary>
internal sealed class BenchWatermarkVerb : Verb
{
    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "Length of the music to work on, 5 .. 600 s.",
        HelpName = "SECONDS",
        DefaultValueFactory = static _ => 30,
    };

    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public BenchWatermarkVerb(Terminal terminal)
        : base(terminal, "watermark", "Measure how fast marks are made and found.")
    {
        _seconds.Validators.Add(InRange.Of(5.0, 600.0));
        Add(_seconds);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot bench watermark", "earshot bench watermark --seconds 10 --json"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var bench = new WatermarkBench(arguments.GetValue(_seconds), Terminal.Note);
        IReadOnlyList<BenchFigure> figures = await Task.Run(() => bench.Run(cancellation), cancellation);
        BenchText.Write(Terminal, figures, arguments.GetValue(_json));
        return ExitCode.Done;
    }
}
