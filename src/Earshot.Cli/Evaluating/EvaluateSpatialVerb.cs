using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Evaluation.Reports;
using Earshot.Spatial.Evaluation;

namespace Earshot.Cli.Evaluating;

/// <summary><c>earshot evaluate spatial</c>: what the compact speaker's stage reaches, as a report with pictures.</summary>
internal sealed class EvaluateSpatialVerb : Verb
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "The report; its pictures are written beside it.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => Path.Combine("docs", "evaluation", "spatial.md"),
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public EvaluateSpatialVerb(Terminal terminal)
        : base(terminal, "spatial", "Measure the compact speaker's stage: separation, robustness, beam, room, upmix, speed.")
    {
        Add(_out);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot evaluate spatial", "earshot evaluate spatial --out spatial.md"];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string path = arguments.GetValue(_out)!;
        var evaluation = new SpatialEvaluation(Terminal.Note);
        Report report = evaluation.Run(RunRecord.Capture("earshot evaluate spatial", seed: 1), cancellation);
        ReportWriter.Write(report, path);
        Terminal.Results.WriteLine($"wrote {path}");
        return Task.FromResult(evaluation.HasMissed ? ExitCode.ThresholdMissed : ExitCode.Done);
    }
}
