using Earshot.Signals.Transforms;

namespace Earshot.Signals.SpeechActivity;

// How periodic the sound is between 70 and 400 Hz, 0 .. 1: the highest peak of the generalised autocorrelation (Tolonen and Karjalainen
// 2000: a compressed power spectrum, transformed back) below 1.3 kHz, where harmonics stand above most noise. Each bin is divided by
// the noise floor first, so that coloured noise has no pitch. Noise stays near 0.2, voices reach 0.4 to 0.8. Frames are padded, the
// window's taper is corrected (Boersma 1993), and 30 ms of frames are averaged. Cost: one inverse transform of about 310 points.
internal sealed class Voicing
{
    private const double HighestHz = 1300;
    private const double LowestPitchHz = 70;
    private const double HighestPitchHz = 400;
    private const float Persistence = 0.7f; // of the average, per frame: the pitch hardly moves in 30 ms, noise does
    private const double LargestCorrection = 2.5; // more would raise the noise of long lags

    private readonly RealFft _inverse;
    private readonly float[] _re; // [bin]
    private readonly float[] _zeros; // [bin]
    private readonly float[] _correlation; // [lag]
    private readonly float[] _average; // [lag], relative to lag 0
    private readonly float[] _correction; // [lag]
    private readonly int _firstBin;
    private readonly int _lastBin; // exclusive
    private readonly int _firstLag;
    private readonly int _lastLag;

    // binHz: spacing of the bins; windowSeconds: length of the Hann window before padding.
    internal Voicing(double binHz, double windowSeconds)
    {
        _firstBin = (int)Math.Ceiling(LowestPitchHz / binHz);
        _lastBin = (int)Math.Round(HighestHz / binHz);
        _inverse = new RealFft(4 * _lastBin); // twice the lags that the band needs, so that peaks do not fall between them
        _re = new float[_inverse.BinCount];
        _zeros = new float[_inverse.BinCount];
        _correlation = new float[_inverse.Length];
        double rate = _inverse.Length * binHz; // lags per second
        _firstLag = (int)Math.Floor(rate / HighestPitchHz);
        _lastLag = (int)Math.Ceiling(rate / LowestPitchHz);
        _average = new float[_lastLag + 2];
        _correction = new float[_lastLag + 2];
        for (int lag = 0; lag < _correction.Length; lag++)
        {
            // With magnitudes for powers, the taper of a lag is the window itself instead of its autocorrelation.
            double taper = Math.Pow(Math.Cos(Math.PI * lag / (rate * windowSeconds)), 2);
            _correction[lag] = (float)Math.Min(1 / taper, LargestCorrection);
        }
    }

    // binPowers, binNoise: [bin] from 0 Hz on, at least up to 1.3 kHz.
    internal float Measure(ReadOnlySpan<float> binPowers, ReadOnlySpan<float> binNoise)
    {
        // 1. Flatten by the noise floor, powers to magnitudes. reads binPowers, binNoise -> _re.
        for (int k = _firstBin; k < _lastBin; k++)
        {
            _re[k] = MathF.Sqrt(binPowers[k] / binNoise[k]);
        }

        // 2. Autocorrelation, averaged. reads _re -> _correlation, _average.
        _inverse.Inverse(_re, _zeros, _correlation);
        float scale = _correlation[0] > 0 ? (1 - Persistence) / _correlation[0] : 0;
        for (int lag = 0; lag < _average.Length; lag++)
        {
            _average[lag] = (Persistence * _average[lag]) + (scale * _correlation[lag]);
        }

        // 3. The highest peak, not the slope that comes down from lag 0. reads _average.
        float highest = 0;
        for (int lag = _firstLag; lag <= _lastLag; lag++)
        {
            float value = _average[lag];
            if (value >= _average[lag - 1] && value >= _average[lag + 1])
            {
                highest = Math.Max(highest, value * _correction[lag]);
            }
        }

        return Math.Min(1, highest);
    }

    internal void Reset() => Array.Clear(_average);
}
