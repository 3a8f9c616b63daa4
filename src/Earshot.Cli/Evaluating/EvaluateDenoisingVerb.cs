using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Denoising;
using Earshot.Cli.Terminals;
using Earshot.Corpora;
using Earshot.Denoising.Evaluation;
using Earshot.Evaluation.Reports;

namespace Earshot.Cli.Evaluating;

/// <summary><c>earshot evaluate denoising</c>: oracle, network and baseline on held-out speakers and noises, as a report with pictures.</summary>
internal sealed class EvaluateDenoisingVerb : Verb
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "The report; its pictures are written beside it.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => Path.Combine("docs", "evaluation", "denoising.md"),
    };

    private readonly Option<int> _clips = new("--clips")
    {
        Description = "Clips at each rate.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => new DenoisingEvaluationOptions().ClipCount,
    };

    private readonly Option<bool> _oracle = new("--oracle") { Description = "Measure the oracle and the baseline only, without a model." };
    private readonly ModelOption _model = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public EvaluateDenoisingVerb(Terminal terminal)
        : base(terminal, "denoising", "Measure noise suppression: oracle, network and a classical filter on held-out recordings.")
    {
        _clips.Validators.Add(InRange.Of(5, 1000));
        Add(_out);
        Add(_clips);
        Add(_oracle);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot evaluate denoising --oracle",
        "earshot evaluate denoising --model run/denoiser.safetensors --clips 20 --out quick.md",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        bool oracle = arguments.GetValue(_oracle);
        int clips = arguments.GetValue(_clips);
        string path = arguments.GetRequiredValue(_out);
        DatasetRoot data = DatasetRoot.Find()
            ?? throw new DirectoryNotFoundException($"there is no data folder; set {DatasetRoot.VariableName} to one that holds speech48, sentences and noise48");
        var options = new DenoisingEvaluationOptions { ClipCount = clips, Model = oracle ? null : _model.Load(arguments) };
        var evaluation = new DenoisingEvaluation(options, data, Terminal.Note);
        string command = string.Create(CultureInfo.InvariantCulture, $"earshot evaluate denoising --clips {clips}{(oracle ? " --oracle" : _model.Text(arguments))}");
        Report report = evaluation.Run(RunRecord.Capture(command, seed: 70_000), cancellation);
        ReportWriter.Write(report, path);
        Terminal.Results.WriteLine($"wrote {path}");
        return Task.FromResult(evaluation.HasMissed ? ExitCode.ThresholdMissed : ExitCode.Done);
    }
}
