using Earshot.Signals.Transforms.Kernels;

namespace Earshot.Signals.Transforms;

/// <summary>Discrete Fourier transform of real signals, in split form (real and imaginary parts in spans of their own).</summary>
/// <remarks>
/// Forward: X[k] = sum over n of x[n] exp(-2 pi i k n / N), k = 0 .. N/2, not scaled. Inverse scales by 1/N, so that the pair
/// is an identity. An instance holds scratch memory and belongs to one thread; calls allocate nothing, and outputs may be the
/// memory of inputs. Every even length works; lengths whose factors are 2, 3, 5 and 7 are fast, others cost about six times
/// as much. The error's energy is about (1e-7)^2 of the spectrum's, as single precision allows. Results differ in the last bits
/// between processors of different vector width.
/// </remarks>
public sealed unsafe class RealFft
{
    private const int Skew = 16 * 5; // floats that keep the two scratch arrays off the same cache sets
    private readonly FftPlan _forward; // of Length / 2 points, reading the signal two samples at a time
    private readonly FftPlan _inverse;
    private readonly IRealPacking _packing;
    private readonly AlignedFloats _scratch; // [real or imaginary][pitch]
    private readonly int _pitch;

    /// <summary>Creates a plan.</summary>
    /// <param name="length">Samples per transform, 2 or more and even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is odd or less than 2.</exception>
    public RealFft(int length)
        : this(length, LaneWidth.Widest)
    {
    }

    internal RealFft(int length, int widest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        if (length % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "the length of a real transform must be even");
        }

        Length = length;
        int half = length / 2;
        _forward = FftPlan.Create<PairedSource>(half, widest);
        _inverse = FftPlan.Create<SplitSource>(half, widest);
        _packing = Math.Min(widest, LaneWidth.AtMost(half / 2)) switch
        {
            16 => new RealPacking<Lanes16>(half),
            8 => new RealPacking<Lanes8>(half),
            4 => new RealPacking<Lanes4>(half),
            _ => new RealPacking<Lanes1>(half),
        };
        _pitch = ((half + 16) / 16 * 16) + Skew;
        _scratch = new AlignedFloats(2 * _pitch);
    }

    /// <summary>Samples per transform.</summary>
    public int Length { get; }

    /// <summary>Bins per spectrum: Length / 2 + 1.</summary>
    public int BinCount => (Length / 2) + 1;

    /// <summary>Transforms a real signal.</summary>
    /// <param name="input">Length samples.</param>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts; the first and the last are 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> real, Span<float> imaginary)
    {
        SpanLength.Require(input.Length, Length, nameof(input));
        SpanLength.Require(real.Length, BinCount, nameof(real));
        SpanLength.Require(imaginary.Length, BinCount, nameof(imaginary));
        float* zr = _scratch.Pointer;
        float* zi = zr + _pitch;
        fixed (float* x = input, re = real, im = imaginary)
        {
            _forward.Run(x, x + 1, zr, zi);
            _packing.Join(zr, zi, re, im);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Transforms a spectrum back, scaled by 1/Length.</summary>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts; the first and the last are ignored.</param>
    /// <param name="output">Length samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> output)
    {
        SpanLength.Require(real.Length, BinCount, nameof(real));
        SpanLength.Require(imaginary.Length, BinCount, nameof(imaginary));
        SpanLength.Require(output.Length, Length, nameof(output));
        float* zr = _scratch.Pointer;
        float* zi = zr + _pitch;
        fixed (float* re = real, im = imaginary, y = output)
        {
            _packing.Part(re, im, zr, zi);

            // With real and imaginary parts swapped on both sides the forward transform inverts.
            _inverse.Run(zi, zr, zi, zr);
            _packing.Interleave(zr, zi, y);
        }

        GC.KeepAlive(this);
    }
}
