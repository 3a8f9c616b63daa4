// Discrete cosine transform of types II and III, orthonormal (Ahmed, Natarajan and Rao 1974), through a Fourier transform of the
// same length (Makhoul, IEEE Trans. ASSP-28, 1980): with v = even samples ascending, then odd samples descending, and V its
// transform, C[k] = 2 Re(exp(-i pi k / 2 N) V[k]). Type III reverses the steps: V[k] = exp(i pi k / 2 N) (C[k] - i C[N - k]) / 2.
// Deviation: an odd length takes the complex transform, which exists for every length. Cost: one transform and O(N).
namespace Earshot.Signals.Transforms;

/// <summary>Orthonormal discrete cosine transform: type II forward, type III (its inverse and transpose) back.</summary>
/// <remarks>
/// Forward: X[k] = s[k] sum over n of x[n] cos(pi (n + 1/2) k / N) with s[0] = sqrt(1/N) and s[k] = sqrt(2/N). An instance holds
/// scratch memory and belongs to one thread; calls allocate nothing, and outputs may be the memory of inputs.
/// </remarks>
public sealed class Dct
{
    private readonly RealFft? _even;
    private readonly ComplexFft? _odd;
    private readonly float[] _cos; // [Length], s[k] cos(pi k / 2 N)
    private readonly float[] _sin; // [Length], s[k] sin(pi k / 2 N)
    private readonly float[] _signal; // [Length]
    private readonly float[] _zero; // [Length], imaginary parts of the odd case
    private readonly float[] _re; // [Length, or bins of the real transform]
    private readonly float[] _im;

    /// <summary>Creates a plan.</summary>
    /// <param name="length">Points per transform, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public Dct(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        if (length % 2 == 0)
        {
            _even = new RealFft(length);
        }
        else
        {
            _odd = new ComplexFft(length);
        }

        int bins = _even?.BinCount ?? length;
        _re = new float[bins];
        _im = new float[bins];
        _signal = new float[length];
        _zero = new float[length];
        _cos = new float[length];
        _sin = new float[length];
        for (int k = 0; k < length; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / length);
            (double sin, double cos) = Math.SinCos(Math.PI * k / (2.0 * length));
            _cos[k] = (float)(scale * cos);
            _sin[k] = (float)(scale * sin);
        }
    }

    /// <summary>Points per transform.</summary>
    public int Length { get; }

    /// <summary>Type II.</summary>
    /// <param name="input">Length samples.</param>
    /// <param name="output">Receives Length coefficients, the mean times sqrt(Length) first.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        SpanLength.Require(input.Length, Length, nameof(input));
        SpanLength.Require(output.Length, Length, nameof(output));

        // 1. Reorder: input -> _signal.
        for (int n = 0; n < Length; n++)
        {
            _signal[n % 2 == 0 ? n / 2 : Length - 1 - (n / 2)] = input[n];
        }

        // 2. Transform: _signal -> _re, _im.
        if (_even is not null)
        {
            _even.Forward(_signal, _re, _im);
        }
        else
        {
            _odd!.Forward(_signal, _zero, _re, _im);
        }

        // 3. Turn by an eighth of a turn at the highest coefficient: _re, _im -> output. Bin N - k is the conjugate of bin k.
        output[0] = _cos[0] * _re[0];
        for (int k = 1; k <= Length / 2; k++)
        {
            output[k] = (_cos[k] * _re[k]) + (_sin[k] * _im[k]);
            output[Length - k] = (_cos[Length - k] * _re[k]) - (_sin[Length - k] * _im[k]);
        }
    }

    /// <summary>Type III: undoes <see cref="Forward"/>.</summary>
    /// <param name="input">Length coefficients.</param>
    /// <param name="output">Receives Length samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(ReadOnlySpan<float> input, Span<float> output)
    {
        SpanLength.Require(input.Length, Length, nameof(input));
        SpanLength.Require(output.Length, Length, nameof(output));

        // 1. Turn back: input -> _re, _im. The factors hold s[k]; N s[k] / 2 is 1 / s[k] for k > 0.
        float half = Length / 2f;
        _re[0] = Length * _cos[0] * input[0];
        _im[0] = 0;
        for (int k = 1; k <= Length / 2; k++)
        {
            float a = input[k];
            float b = input[Length - k];
            _re[k] = half * ((_cos[k] * a) + (_sin[k] * b));
            _im[k] = half * ((_sin[k] * a) - (_cos[k] * b));
        }

        // 2. Transform back: _re, _im -> _signal.
        if (_even is not null)
        {
            _even.Inverse(_re, _im, _signal);
        }
        else
        {
            for (int k = 1; k <= Length / 2; k++)
            {
                _re[Length - k] = _re[k];
                _im[Length - k] = -_im[k];
            }

            _odd!.Inverse(_re, _im, _signal, _im);
        }

        // 3. Reorder: _signal -> output.
        for (int n = 0; n < Length; n++)
        {
            output[n] = _signal[n % 2 == 0 ? n / 2 : Length - 1 - (n / 2)];
        }
    }
}
