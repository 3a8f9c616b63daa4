using BenchmarkDotNet.Attributes;
using Earshot.Neural.Kernels;
using Earshot.Signals.Randomness;

namespace Earshot.Benchmarks.Neural;

/// <summary>Functions over 1024 numbers, a gate's worth.</summary>
public class VectorMathBenchmarks
{
    private readonly float[] _source = new float[1024];
    private readonly float[] _target = new float[1024];

    /// <summary>Makes numbers.</summary>
    [GlobalSetup]
    public void Setup() => new SeededRandom(1).FillGaussian(_source);

    /// <summary>e^x.</summary>
    [Benchmark]
    public void Exp() => VectorMath.Exp(_source, _target);

    /// <summary>The logistic function.</summary>
    [Benchmark]
    public void Sigmoid() => VectorMath.Sigmoid(_source, _target);

    /// <summary>Hyperbolic tangent.</summary>
    [Benchmark]
    public void Tanh() => VectorMath.Tanh(_source, _target);

    /// <summary>Natural logarithm of what is positive.</summary>
    [Benchmark]
    public void Log() => VectorMath.Log(_source, _target);

    /// <summary>Softmax of a row.</summary>
    [Benchmark]
    public void Softmax() => VectorMath.Softmax(_source, _target);
}
