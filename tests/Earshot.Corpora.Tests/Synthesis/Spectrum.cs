using Earshot.Signals;
using Earshot.Signals.Transforms;

namespace Earshot.Corpora.Tests.Synthesis;

/// <summary>Averaged power spectrum (Hann frames of 4096, half overlap) and the questions that tests ask of it.</summary>
internal sealed class Spectrum
{
    private const int Frame = 4096;
    private readonly double[] _power = new double[(Frame / 2) + 1];
    private readonly int _sampleRate;

    public Spectrum(AudioBuffer buffer)
    {
        _sampleRate = buffer.SampleRate;
        Span<float> x = buffer.ToMono().Samples;
        var fft = new RealFft(Frame);
        var frame = new float[Frame];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        for (int start = 0; start + Frame <= x.Length; start += Frame / 2)
        {
            for (int n = 0; n < Frame; n++)
            {
                frame[n] = x[start + n] * (0.5f - (0.5f * MathF.Cos(2 * MathF.PI * n / Frame)));
            }

            fft.Forward(frame, re, im);
            for (int k = 0; k < _power.Length; k++)
            {
                _power[k] += (re[k] * re[k]) + (im[k] * im[k]);
            }
        }
    }

    public double Power(double lowHz, double highHz)
    {
        double sum = 0;
        for (int k = 0; k < _power.Length; k++)
        {
            double frequency = k * (double)_sampleRate / Frame;
            sum += frequency >= lowHz && frequency < highHz ? _power[k] : 0;
        }

        return sum;
    }

    /// <summary>Power of a band against the whole, in dB.</summary>
    public double ShareDb(double lowHz, double highHz) => 10 * Math.Log10(Power(lowHz, highHz) / Power(0, _sampleRate));

    /// <summary>Largest over mean power of the bins in a band, in dB: high for lines, about 3 to 6 for averaged noise.</summary>
    public double PeakinessDb(double lowHz, double highHz)
    {
        int low = (int)(lowHz * Frame / _sampleRate);
        int high = (int)(highHz * Frame / _sampleRate);
        ReadOnlySpan<double> band = _power.AsSpan(low, high - low);
        double sum = 0;
        double max = 0;
        foreach (double p in band)
        {
            sum += p;
            max = Math.Max(max, p);
        }

        return 10 * Math.Log10(max * band.Length / sum);
    }

    public static double LevelDb(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float v in x)
        {
            sum += (double)v * v;
        }

        return 10 * Math.Log10((sum / x.Length) + 1e-20);
    }

    /// <summary>Levels of consecutive frames, in dBFS.</summary>
    public static double[] FrameLevelsDb(AudioBuffer mono, double seconds)
    {
        int length = (int)(seconds * mono.SampleRate);
        var levels = new double[mono.Length / length];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = LevelDb(mono.Samples.Slice(i * length, length));
        }

        return levels;
    }
}
