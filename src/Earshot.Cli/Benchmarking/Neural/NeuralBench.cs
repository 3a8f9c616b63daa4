using Earshot.Evaluation.Tables;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>The speed of the neural engine on this machine, beside the peers that it has.</summary>
internal sealed class NeuralBench
{
    private readonly InterleavedTimer _timer;
    private readonly Action<string> _progress;
    private readonly List<NeuralFigure> _figures = [];
    private readonly OnnxRuntime? _runtime;

    /// <summary>Looks for peers.</summary>
    /// <param name="turns">Turns of each measurement that count.</param>
    /// <param name="progress">Takes one line a step.</param>
    public NeuralBench(int turns, Action<string> progress)
    {
        _timer = new InterleavedTimer(turns);
        _progress = progress;
        IReadOnlyList<string> presets = PeerEnvironment.Prepare();
        var blas = OpenBlas.Find();
        var dnn = OneDnn.Find();
        _runtime = OnnxRuntime.Find();
        Peers = [.. new IProductPeer?[] { blas, dnn }.OfType<IProductPeer>()];
        Notes =
        [
            blas is null ? "OpenBLAS was not found (Debian: apt-get install libopenblas0-pthread)." : $"{blas.Name}: {blas.Configuration.Trim()}, one thread.",
            dnn is null ? "oneDNN was not found (Debian: apt-get install libdnnl2)." : $"{dnn.Name}, one thread.",
            _runtime is null
                ? $"ONNX Runtime was not found (npm install --ignore-scripts onnxruntime-node, then name its library in {OnnxRuntime.PathVariable})."
                : $"{_runtime.Name}, one thread.",
            presets.Count == 0 ? "The environment held no presets that slow peers down." : $"Removed from the environment before peers were loaded: {string.Join(", ", presets)}.",
            "FFTW is under the GPL and is compared by bench/Earshot.Benchmarks alone, which is never shipped.",
        ];
    }

    /// <summary>Which peers there are, and in which state.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What was measured, in order.</summary>
    public IReadOnlyList<NeuralFigure> Figures => _figures;

    /// <summary>The libraries that were found.</summary>
    private IReadOnlyList<IProductPeer> Peers { get; }

    /// <summary>Measures everything.</summary>
    /// <param name="cancellation">Stops between two figures.</param>
    public ResultTable Run(CancellationToken cancellation)
    {
        foreach (NeuralFigure figure in ProductSection.Run(_timer, Peers, _progress)
            .Concat(QuantizedSection.Run(_timer, _progress))
            .Concat(ChainSection.Run(_timer, _runtime, _progress))
            .Concat(FunctionSection.Run(_timer, _progress)))
        {
            _figures.Add(figure);
            cancellation.ThrowIfCancellationRequested();
        }

        var table = new ResultTable(
            new ResultColumn("item"),
            new ResultColumn("ours"),
            new ResultColumn("unit"),
            new ResultColumn("peer"),
            new ResultColumn("peer's figure"),
            new ResultColumn("ratio", decimals: 2),
            new ResultColumn("to reach"),
            new ResultColumn("reached"));
        foreach (NeuralFigure figure in _figures)
        {
            table.AddRow(
                figure.Item,
                figure.Own,
                figure.Unit,
                figure.PeerName,
                OrNull(figure.Peer),
                OrNull(figure.Ratio),
                double.IsNaN(figure.Reach) ? string.Empty : $"{(figure.AtLeast ? ">=" : "<=")} {figure.Reach:0.##}",
                figure.IsReached switch { true => "yes", false => "no", null => string.Empty });
        }

        return table;
    }

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}
