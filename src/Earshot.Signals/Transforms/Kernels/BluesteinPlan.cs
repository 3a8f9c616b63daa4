// Transform of any length as a convolution with a chirp (Bluestein, IEEE Trans. AU-18, 1970): with c[k] = exp(-i pi k^2 / n),
//   X[k] = c[k] sum over j of (x[j] c[j]) conj(c[k - j]),
// the convolution done by two smooth transforms of 2 n - 1 points or more. Used where the length has a prime factor above 7.
namespace Earshot.Signals.Transforms.Kernels;

/// <summary>The plan for lengths with large prime factors; about six times the work of a smooth length.</summary>
internal sealed unsafe class BluesteinPlan<TSource> : FftPlan
    where TSource : struct, ISource
{
    private readonly MixedRadixPlan _inner;
    private readonly int _size; // points of the convolution
    private readonly AlignedFloats _chirp; // [real or imaginary][Length], c
    private readonly AlignedFloats _response; // [real or imaginary][size], spectrum of conj(c), scaled by 1 / size
    private readonly AlignedFloats _work; // [real or imaginary][size]

    public BluesteinPlan(int length, int widest)
        : base(length)
    {
        _size = ConvolutionSize((2 * length) - 1);
        _inner = MixedRadixPlan.CreateSmooth<SplitSource>(_size, widest);
        _chirp = new AlignedFloats(2 * length);
        _response = new AlignedFloats(2 * _size);
        _work = new AlignedFloats(2 * _size);
        for (int k = 0; k < length; k++)
        {
            // k^2 modulo 2 n in integers: the phase stays exact however large k is.
            double phase = Math.PI * ((long)k * k % (2L * length)) / length;
            (double sin, double cos) = Math.SinCos(phase);
            _chirp.Pointer[k] = (float)cos;
            _chirp.Pointer[length + k] = (float)-sin;
            int mirror = k == 0 ? 0 : _size - k;
            _response.Pointer[k] = _response.Pointer[mirror] = (float)(cos / _size);
            _response.Pointer[_size + k] = _response.Pointer[_size + mirror] = (float)(sin / _size);
        }

        float* response = _response.Pointer;
        _inner.Run(response, response + _size, response, response + _size);
    }

    /// <inheritdoc/>
    public override void Run(float* xr, float* xi, float* yr, float* yi)
    {
        float* wr = _work.Pointer;
        float* wi = wr + _size;
        float* cr = _chirp.Pointer;
        float* ci = cr + Length;

        // 1. Input times chirp -> work, zero-padded.
        for (int k = 0; k < Length; k++)
        {
            float re = xr[k * TSource.FloatsPerNumber];
            float im = xi[k * TSource.FloatsPerNumber];
            wr[k] = (re * cr[k]) - (im * ci[k]);
            wi[k] = (re * ci[k]) + (im * cr[k]);
        }

        new Span<float>(wr + Length, _size - Length).Clear();
        new Span<float>(wi + Length, _size - Length).Clear();

        // 2. Convolve: transform, multiply, transform back with the parts swapped.
        _inner.Run(wr, wi, wr, wi);
        float* rr = _response.Pointer;
        float* ri = rr + _size;
        for (int k = 0; k < _size; k++)
        {
            float re = (wr[k] * rr[k]) - (wi[k] * ri[k]);
            wi[k] = (wr[k] * ri[k]) + (wi[k] * rr[k]);
            wr[k] = re;
        }

        _inner.Run(wi, wr, wi, wr);

        // 3. Work times chirp -> output.
        for (int k = 0; k < Length; k++)
        {
            float re = (wr[k] * cr[k]) - (wi[k] * ci[k]);
            yi[k] = (wr[k] * ci[k]) + (wi[k] * cr[k]);
            yr[k] = re;
        }

        GC.KeepAlive(this);
    }

    // Multiples of 256 take whole vectors through two passes of 16; the smallest smooth one is found at once.
    private static int ConvolutionSize(int least)
    {
        int step = least < 1024 ? 16 : 256;
        int size = (least + step - 1) / step * step;
        while (!Factorization.IsSmooth(size))
        {
            size += step;
        }

        return size;
    }
}
