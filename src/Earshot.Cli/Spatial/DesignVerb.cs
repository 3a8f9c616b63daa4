using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Evaluation.Figures;
using Earshot.Signals;
using Earshot.Signals.Wave;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Export;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial design</c>: filters, a report and exports of a device, in a folder.</summary>
internal sealed class DesignVerb : Verb
{
    private readonly DeviceArgument _device = new();
    private readonly Option<string> _out = new("--out") { Description = "The folder; it is made where it is not there.", HelpName = "DIR", Required = true };
    private readonly HeadOption _head = new();

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public DesignVerb(Terminal terminal)
        : base(terminal, "design", "Design a device and write its filters, report and exports.")
    {
        Add(_device);
        Add(_out);
        Add(_head);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial design bar-16 --out bar-16", "earshot spatial design device.json --out out --head kemar"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        SpeakerDevice device = _device.Load(arguments);
        IHead head = _head.Load(arguments);
        string folder = arguments.GetRequiredValue(_out);
        if (File.Exists(folder))
        {
            throw new IOException($"{folder}: this is a file; a folder is expected");
        }

        // Everything is made before anything is written, so that a device that fails leaves nothing behind.
        var waves = new List<(string Name, AudioBuffer Content)>();
        var texts = new List<(string Name, string Content)>();
        ScoreReport? first = null;
        await Task.Run(
            () =>
            {
                foreach (int rate in device.SampleRates)
                {
                    cancellation.ThrowIfCancellationRequested();
                    SpatialModel model = SpatialModel.Design(device, rate);
                    waves.AddRange(FilterExport.Waves(model));
                    texts.AddRange(device.Exports.Select(format => FilterExport.Text(model, format)));
                    if (first is null)
                    {
                        first = ScoreReport.Of(DeviceScore.Of(model, head));
                        (string Name, string Description, IFigure Figure)[] figures = [.. KnownPlots.All.Select(p => (p.Name, p.Description, p.Draw(model, head)))];
                        texts.Add(("report.json", EarshotJson.Line(DesignReport.Of(model, first)) + "\n"));
                        texts.Add(("report.html", DesignPage.Write(model, first, figures)));
                    }
                }
            },
            cancellation).WaitAsync(cancellation);
        Directory.CreateDirectory(folder);
        foreach ((string name, AudioBuffer content) in waves)
        {
            WavFile.Write(Path.Combine(folder, name), content);
        }

        foreach ((string name, string content) in texts)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, name), content);
        }

        Terminal.Results.WriteLine(first!.Format());
        Terminal.Note($"wrote {waves.Count + texts.Count} files to {folder}");
        return first.Missed.Count > 0 ? ExitCode.ThresholdMissed : ExitCode.Done;
    }
}
