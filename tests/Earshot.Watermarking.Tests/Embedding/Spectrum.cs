using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Watermarking.Tests.Embedding;

// Mean power over frequency: Hann windows of 2048 samples that overlap by half (Welch 1967).
internal sealed class Spectrum
{
    private const int Length = 2048;

    private readonly double[] _power; // [bin]
    private readonly double _binHz;

    public Spectrum(ReadOnlySpan<float> signal, int sampleRate)
    {
        var fft = new RealFft(Length);
        float[] window = Window.Hann(Length, WindowSymmetry.Periodic);
        var work = new float[Length];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        _power = new double[fft.BinCount];
        _binHz = sampleRate / (double)Length;
        for (int start = 0; start + Length <= signal.Length; start += Length / 2)
        {
            for (int n = 0; n < Length; n++)
            {
                work[n] = signal[start + n] * window[n];
            }

            fft.Forward(work, re, im);
            for (int bin = 0; bin < re.Length; bin++)
            {
                _power[bin] += (re[bin] * re[bin]) + (im[bin] * im[bin]);
            }
        }
    }

    // Sum of the power between two frequencies.
    public double Energy(double lowHz, double highHz)
    {
        double sum = 0;
        for (int bin = (int)Math.Ceiling(lowHz / _binHz); bin * _binHz <= highHz && bin < _power.Length; bin++)
        {
            sum += _power[bin];
        }

        return sum;
    }

    // The largest power of one bin between two frequencies.
    public double Peak(double lowHz, double highHz)
    {
        double peak = 0;
        for (int bin = (int)Math.Ceiling(lowHz / _binHz); bin * _binHz <= highHz && bin < _power.Length; bin++)
        {
            peak = Math.Max(peak, _power[bin]);
        }

        return peak;
    }

    // Mean power of a bin between two frequencies.
    public double Density(double lowHz, double highHz) => Energy(lowHz, highHz) / ((highHz - lowHz) / _binHz);
}
