using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary><c>earshot bench neural</c>: speed of the neural engine beside native libraries.</summary>
internal sealed class BenchNeuralVerb : Verb
{
    private readonly Option<int> _turns = new("--turns")
    {
        Description = "Turns of each measurement, 3 .. 1000.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => 31,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write a report, such as docs/evaluation/neural.md.",
        HelpName = "FILE",
    };

    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public BenchNeuralVerb(Terminal terminal)
        : base(terminal, "neural", "Measure matrix products, quantized weights and functions beside native libraries.")
    {
        _turns.Validators.Add(InRange.Of(3, 1000));
        Add(_turns);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot bench neural", "earshot bench neural --turns 101 --out neural.md"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        int turns = arguments.GetValue(_turns);
        var bench = new NeuralBench(turns, Terminal.Note);
        foreach (string note in bench.Notes)
        {
            Terminal.Note(note);
        }

        RunRecord record = RunRecord.Capture($"earshot bench neural --turns {turns}", seed: 1);
        ResultTable table = await Task.Run(() => bench.Run(cancellation), cancellation);
        Terminal.Results.Write(arguments.GetValue(_json) ? table.ToJsonLines() : table.ToPlainText());
        if (arguments.GetValue(_out) is { } path)
        {
            ReportWriter.Write(NeuralReport.Create(bench, table, record), path);
            Terminal.Note($"wrote {path}");
        }

        return ExitCode.Done;
    }
}
