using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Evaluation.Tables;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial compare</c>: two devices side by side, or one against RACE.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly DeviceArgument _first = new("A");
    private readonly Argument<string> _second = new("B") { Description = "Another device, or race: the common alternative on the outermost drivers of A." };
    private readonly HeadOption _head = new();
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public CompareVerb(Terminal terminal)
        : base(terminal, "compare", "Score two devices side by side, or one against RACE.")
    {
        Add(_first);
        Add(_second);
        Add(_head);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial compare bar-16 race --head kemar", "earshot spatial compare bar-16 bar-30"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        SpeakerDevice first = _first.Load(arguments);
        string other = arguments.GetRequiredValue(_second);
        SpeakerDevice? second = string.Equals(other, "race", StringComparison.OrdinalIgnoreCase) ? null : DeviceFile.Load(other);
        IHead head = _head.Load(arguments);
        ScoreReport[] reports = await Task.Run(
            () => (ScoreReport[])
            [
                ScoreReport.Of(DeviceScore.Of(SpatialModel.Design(first), head)),
                ScoreReport.Of(second is null ? DeviceScore.OfRace(first, head) : DeviceScore.Of(SpatialModel.Design(second), head)),
            ],
            cancellation).WaitAsync(cancellation);
        if (arguments.GetValue(_json))
        {
            foreach (ScoreReport report in reports)
            {
                Terminal.Results.WriteLine(EarshotJson.Line(report));
            }

            return ExitCode.Done;
        }

        var table = new ResultTable(
            new ResultColumn("device"), new ResultColumn("feed"), new ResultColumn("separation", "dB", 1), new ResultColumn("boost", "dB", 1),
            new ResultColumn("at 5 cm", "dB", 1), new ResultColumn("at 10 cm", "dB", 1), new ResultColumn("colouration", "dB", 2));
        foreach (ScoreReport r in reports)
        {
            table.AddRow(r.Device, r.Feed, r.SeparationDb, r.BoostDb, r.Offset5Db, r.Offset10Db, r.ColorationDb);
        }

        Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heard by {head.Name}, listener at {first.Listener.DistanceM:0.##} m"));
        Terminal.Results.Write(table.ToPlainText());
        return ExitCode.Done;
    }
}
