using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Evaluation.Figures;
using Earshot.Signals.Wave;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial plot</c>: one picture of a design.</summary>
internal sealed class PlotVerb : Verb
{
    private readonly DeviceArgument _device = new();
    private readonly Argument<string> _picture = new("OUT") { Description = "The picture to write; the name ends in .svg." };
    private readonly HeadOption _head = new();
    private readonly Option<string> _kind = new("--kind")
    {
        Description = $"What to draw: {string.Join(", ", KnownPlots.All.Select(static p => p.Name))}.",
        DefaultValueFactory = static _ => "separation",
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public PlotVerb(Terminal terminal)
        : base(terminal, "plot", "Draw a design.")
    {
        _kind.AcceptOnlyFromAmong([.. KnownPlots.All.Select(static p => p.Name)]);
        Add(_device);
        Add(_picture);
        Add(_kind);
        Add(_head);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial plot bar-16 separation.svg --head kemar", "earshot spatial plot round-17 polar.svg --kind polar"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string picture = arguments.GetRequiredValue(_picture);
        if (!picture.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"the picture is {picture}; a name that ends in .svg was expected");
        }

        SpeakerDevice device = _device.Load(arguments);
        IHead head = _head.Load(arguments);
        Func<SpatialModel, IHead, IFigure> draw = KnownPlots.All.First(p => p.Name == arguments.GetRequiredValue(_kind)).Draw;
        IFigure figure = await Task.Run(() => draw(SpatialModel.Design(device), head), cancellation).WaitAsync(cancellation);
        AtomicFile.Write(picture, figure.WriteTo);
        return ExitCode.Done;
    }
}
