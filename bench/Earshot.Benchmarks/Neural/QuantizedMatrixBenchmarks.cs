using BenchmarkDotNet.Attributes;
using Earshot.Neural.Quantization;
using Earshot.Signals.Randomness;

namespace Earshot.Benchmarks.Neural;

/// <summary>One matrix of 1024 x 1024 quantized weights, in cache.</summary>
[MemoryDiagnoser]
public class QuantizedMatrixBenchmarks
{
    private readonly float[] _values = new float[4 * 1024];
    private readonly float[] _target = new float[4 * 1024];
    private readonly QuantizedActivations _activations = new(1024, 4);
    private QuantizedMatrix? _matrix;

    /// <summary>Bits of a weight.</summary>
    [Params(8, 4, 3, 2)]
    public int Bits { get; set; }

    /// <summary>Frames at a time.</summary>
    [Params(1, 4)]
    public int Frames { get; set; }

    /// <summary>Makes weights and frames.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var weights = new float[1024 * 1024];
        new SeededRandom(1).FillGaussian(weights);
        new SeededRandom(2).FillGaussian(_values);
        _matrix = QuantizedMatrix.Quantize(1024, 1024, weights, new QuantizationOptions { Bits = Bits });
        _activations.Quantize(_values.AsSpan(0, Frames * 1024), Frames);
    }

    /// <summary>The product with frames that are quantized already.</summary>
    [Benchmark]
    public void Product() => _matrix!.Multiply(_activations, _target.AsSpan(0, Frames * 1024));
}
