using BenchmarkDotNet.Attributes;
using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;

namespace Earshot.Benchmarks.Transforms;

/// <summary>The forward real transform at the lengths of audio, against FFTW where the machine has it.</summary>
[MemoryDiagnoser]
public class RealFftBenchmarks
{
    private readonly float[] _real = new float[8193];
    private readonly float[] _imaginary = new float[8193];
    private float[] _signal = [];
    private RealFft _fft = new(2);
    private FftwRealTransform? _peer;

    /// <summary>Samples per transform: 10 to 42 ms at 48 kHz and the powers of two, 882 for 44.1 kHz, 1102 with a large prime.</summary>
    [Params(256, 320, 480, 512, 640, 882, 960, 1024, 1102, 1920, 2048)]
    public int Length { get; set; }

    /// <summary>Makes plans and a signal.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _signal = new float[Length];
        new SeededRandom(1).FillGaussian(_signal);
        _fft = new RealFft(Length);
        _peer = Fftw.IsAvailable ? new FftwRealTransform(_signal) : null;
    }

    /// <summary>Gives the peer's memory back.</summary>
    [GlobalCleanup]
    public void Cleanup() => _peer?.Dispose();

    /// <summary>FFTW, single precision.</summary>
    [Benchmark(Baseline = true)]
    public void FftwForward() => _peer!.Forward();

    /// <summary>Earshot, forward.</summary>
    [Benchmark]
    public void Forward() => _fft.Forward(_signal, _real.AsSpan(0, _fft.BinCount), _imaginary.AsSpan(0, _fft.BinCount));
}
