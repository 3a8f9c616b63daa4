using Earshot.Signals.Transforms;

namespace Earshot.Signals.SpeechActivity;

// How periodic a frame is between 70 and 400 Hz, 0 .. 1: the highest peak of the generalised autocorrelation (Tolonen and Karjalainen 2000,
// magnitudes compressed by a power) of the spectrum below 2 kHz after dividing by the noise floor, so that coloured noise is flat. Zero-
// padded frames, and correction by the autocorrelation of the window (Boersma 1993). Cost: one inverse transform of about 240 points.
internal sealed class Voicing
{
    private const double HighestHz = 2000;
    private const double LowestPitchHz = 70;
    private const double HighestPitchHz = 400;
    private const float Compression = 0.5f; // of the power spectrum, that is, magnitudes

    private readonly RealFft _inverse;
    private readonly float[] _re; // [bin]
    private readonly float[] _zeros; // [bin]
    private readonly float[] _correlation; // [lag]
    private readonly float[] _correction; // [lag]
    private readonly int _firstBin;
    private readonly int _firstLag;
    private readonly int _lastLag;

    // binHz: spacing of the bins; windowSeconds: length of the Hann window before padding.
    internal Voicing(double binHz, double windowSeconds)
    {
        int bins = (int)Math.Round(HighestHz / binHz);
        _inverse = new RealFft(2 * bins);
        _re = new float[_inverse.BinCount];
        _zeros = new float[_inverse.BinCount];
        _correlation = new float[_inverse.Length];
        _correction = new float[_inverse.Length];
        double rate = 2 * bins * binHz;
        _firstBin = (int)Math.Ceiling(LowestPitchHz / binHz);
        _firstLag = (int)Math.Floor(rate / HighestPitchHz);
        _lastLag = (int)Math.Ceiling(rate / LowestPitchHz);
        for (int lag = 0; lag <= _lastLag + 1; lag++)
        {
            // The transform of the compressed lobes is the window itself; its outer part would raise noise, so the correction stops at 2.5.
            double taper = Math.Pow(Math.Cos(Math.PI * lag / (rate * windowSeconds)), 2);
            _correction[lag] = (float)(1 / Math.Max(taper, 0.4));
        }
    }

    // binPowers, noise: [bin] from 0 Hz on, at least up to 2 kHz.
    internal float Measure(ReadOnlySpan<float> binPowers, ReadOnlySpan<float> binNoise)
    {
        // 1. Flatten by the noise floor and compress. reads binPowers, binNoise -> _re.
        _re.AsSpan().Clear();
        for (int k = _firstBin; k < _re.Length - 1; k++)
        {
            _re[k] = MathF.Pow(binPowers[k] / binNoise[k], Compression);
        }

        // 2. Autocorrelation. reads _re -> _correlation.
        _inverse.Inverse(_re, _zeros, _correlation);
        if (!(_correlation[0] > 0))
        {
            return 0;
        }

        // 3. The highest peak, not the slope that comes down from lag 0.
        float highest = 0;
        for (int lag = _firstLag; lag <= _lastLag; lag++)
        {
            float value = _correlation[lag];
            if (value >= _correlation[lag - 1] && value >= _correlation[lag + 1])
            {
                highest = Math.Max(highest, value * _correction[lag]);
            }
        }

        return Math.Min(1, highest / _correlation[0]);
    }
}
