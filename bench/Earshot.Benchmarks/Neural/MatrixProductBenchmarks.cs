using BenchmarkDotNet.Attributes;
using Earshot.Neural.Kernels;
using Earshot.Signals.Randomness;

namespace Earshot.Benchmarks.Neural;

/// <summary>Float products at the vector widths that this machine runs: squares, and the step of a recurrent layer.</summary>
[MemoryDiagnoser]
public class MatrixProductBenchmarks
{
    private float[] _a = [];
    private float[] _b = [];
    private float[] _c = [];
    private ProductShape _shape;
    private PackedMatrix _packed = new(1, 1);

    /// <summary>Rows of A: 1 and 16 are streams and batches, 512 a square.</summary>
    [Params(1, 16, 512)]
    public int Rows { get; set; }

    /// <summary>Bits of a register: 128, 256 or 512.</summary>
    [Params(VectorWidth.Portable, VectorWidth.Bits256, VectorWidth.Bits512)]
    public int Width { get; set; }

    /// <summary>Makes matrices.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _shape = ProductShape.Dense(Rows, 512, 512, transposeB: true);
        _a = new float[Rows * 512];
        _b = new float[512 * 512];
        _c = new float[Rows * 512];
        new SeededRandom(1).FillGaussian(_a);
        new SeededRandom(2).FillGaussian(_b);
        _packed = PackedMatrix.From(512, 512, _b, transposed: true);
    }

    /// <summary>B packed by the product.</summary>
    [Benchmark]
    public unsafe void Product()
    {
        fixed (float* a = _a, b = _b, c = _c)
        {
            SplitProduct.Run(Math.Min(Width, VectorWidth.Widest), _shape, a, b, c, accumulate: false, 1);
        }
    }

    /// <summary>B packed once.</summary>
    [Benchmark]
    public void Packed() => _packed.Multiply(Math.Min(Width, VectorWidth.Widest), Rows, 512, _a, 512, _c, accumulate: false);
}
