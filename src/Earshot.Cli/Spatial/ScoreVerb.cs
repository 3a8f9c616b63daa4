using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial score</c>: what a device reaches on a head, against its own limits.</summary>
internal sealed class ScoreVerb : Verb
{
    private readonly DeviceArgument _device = new();
    private readonly HeadOption _head = new();
    private readonly JsonOption _json = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public ScoreVerb(Terminal terminal)
        : base(terminal, "score", "Measure what a device reaches on a head; exit code 3 when it misses a limit of its file.")
    {
        Add(_device);
        Add(_head);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial score bar-16 --head kemar", "earshot spatial score device.json --head person.sofa --json"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        SpeakerDevice device = _device.Load(arguments);
        IHead head = _head.Load(arguments);
        DeviceScore score = await Task.Run(() => DeviceScore.Of(SpatialModel.Design(device), head), cancellation).WaitAsync(cancellation);
        var report = ScoreReport.Of(score);
        Terminal.Results.WriteLine(arguments.GetValue(_json) ? EarshotJson.Line(report) : report.Format());
        return report.Missed.Count > 0 ? ExitCode.ThresholdMissed : ExitCode.Done;
    }
}
