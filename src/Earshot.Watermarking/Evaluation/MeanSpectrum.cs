using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Mean power over frequency: Hann windows that overlap by half (Welch 1967).</summary>
internal sealed class MeanSpectrum
{
    private readonly double[] _power; // [bin]
    private readonly double _binHz;

    /// <summary>Measures a signal.</summary>
    /// <param name="signal">One window of samples or more.</param>
    /// <param name="sampleRate">Rate in Hz.</param>
    /// <param name="windowSeconds">Length of a window.</param>
    public MeanSpectrum(ReadOnlySpan<float> signal, int sampleRate, double windowSeconds = 0.128)
    {
        int length = 2 * (int)Math.Round(windowSeconds * sampleRate / 2);
        var fft = new RealFft(length);
        float[] window = Window.Hann(length, WindowSymmetry.Periodic);
        var work = new float[length];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        _power = new double[fft.BinCount];
        _binHz = sampleRate / (double)length;
        for (int start = 0; start + length <= signal.Length; start += length / 2)
        {
            for (int n = 0; n < length; n++)
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

    /// <summary>Sum of the power between two frequencies.</summary>
    public double Energy(double lowHz, double highHz)
    {
        double sum = 0;
        for (int bin = (int)Math.Ceiling(lowHz / _binHz); bin * _binHz <= highHz && bin < _power.Length; bin++)
        {
            sum += _power[bin];
        }

        return sum;
    }

    /// <summary>The largest power of one bin between two frequencies.</summary>
    public double Peak(double lowHz, double highHz)
    {
        double peak = 0;
        for (int bin = (int)Math.Ceiling(lowHz / _binHz); bin * _binHz <= highHz && bin < _power.Length; bin++)
        {
            peak = Math.Max(peak, _power[bin]);
        }

        return peak;
    }

    /// <summary>Mean power of a bin between two frequencies.</summary>
    public double Density(double lowHz, double highHz) => Energy(lowHz, highHz) / ((highHz - lowHz) / _binHz);
}
