using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Corpora;
using Earshot.Evaluation.Reports;
using Earshot.Watermarking.Evaluation;

namespace Earshot.Cli.Evaluating;

/// <summary><c>earshot evaluate watermark</c>: detection, false alarms and quality of the watermark, as a report with pictures.</summary>
internal sealed class EvaluateWatermarkVerb : Verb
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "The report; its pictures are written beside it.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => Path.Combine("docs", "evaluation", "watermark.md"),
    };

    private readonly Option<int> _trials = new("--trials-per-class")
    {
        Description = "Marks per row and host class; 84 make 504 a row.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => new WatermarkEvaluationOptions().TrialsPerClass,
    };

    private readonly Option<double> _keyHours = new("--key-hours")
    {
        Description = "Key-hours of listening without a mark.",
        HelpName = "HOURS",
        DefaultValueFactory = static _ => new WatermarkEvaluationOptions().KeyHours,
    };

    private readonly Option<int> _keys = new("--keys")
    {
        Description = "Keys that listen at once.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => new WatermarkEvaluationOptions().KeyCount,
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public EvaluateWatermarkVerb(Terminal terminal)
        : base(terminal, "watermark", "Measure the watermark: detection over rooms and codecs, false alarms, quality.")
    {
        _trials.Validators.Add(InRange.Of(1, 10_000));
        _keys.Validators.Add(InRange.Of(1, 4096));
        Add(_out);
        Add(_trials);
        Add(_keyHours);
        Add(_keys);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot evaluate watermark",
        "earshot evaluate watermark --trials-per-class 2 --key-hours 1 --keys 8 --out quick.md",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var options = new WatermarkEvaluationOptions
        {
            TrialsPerClass = arguments.GetValue(_trials),
            KeyHours = arguments.GetValue(_keyHours),
            KeyCount = arguments.GetValue(_keys),
        };
        string path = arguments.GetValue(_out)!;
        var evaluation = new WatermarkEvaluation(options, DatasetRoot.Find(), Terminal.Note);
        string command = string.Create(
            CultureInfo.InvariantCulture,
            $"earshot evaluate watermark --trials-per-class {options.TrialsPerClass} --key-hours {options.KeyHours} --keys {options.KeyCount}");
        Report report = evaluation.Run(RunRecord.Capture(command, seed: 9000), cancellation);
        ReportWriter.Write(report, path);
        Terminal.Results.WriteLine($"wrote {path}");
        return Task.FromResult(evaluation.HasMissed ? ExitCode.ThresholdMissed : ExitCode.Done);
    }
}
