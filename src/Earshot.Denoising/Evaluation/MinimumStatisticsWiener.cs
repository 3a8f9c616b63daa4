// The classical suppressor that the network stands beside: noise power by minimum statistics in their plain form (Martin 2001: the minimum of the
// smoothed periodogram over 1.5 s, times a bias), a priori SNR by decision-directed estimation (Ephraim and Malah 1984, eq. 51, alpha = 0.98),
// gain by Wiener's rule with a floor of -18 dB. Windows of 20 ms with a hop of 10 ms.
using Earshot.Signals;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Denoising.Evaluation;

/// <summary>A Wiener filter on minimum statistics.</summary>
internal static class MinimumStatisticsWiener
{
    private const double Smoothing = 0.85;
    private const double Bias = 2;
    private const double Directed = 0.98;
    private const double FloorGain = 0.126;
    private const int WindowFrames = 150;

    /// <summary>Processes a whole mono recording.</summary>
    /// <param name="noisy">The recording.</param>
    public static AudioBuffer Process(AudioBuffer noisy)
    {
        int hop = noisy.SampleRate / 100;
        var stft = new Stft(Window.Vorbis(2 * hop), hop);
        ComplexSpectrogram spectrogram = stft.Forward(noisy.Channel(0));
        int bins = spectrogram.BinCount;
        var smoothed = new double[spectrogram.FrameCount, bins];
        var previous = new double[bins]; // gain^2 times posterior SNR of the last frame
        var power = new float[bins];
        for (int t = 0; t < spectrogram.FrameCount; t++)
        {
            spectrogram.Power(t, power);
            Span<float> real = spectrogram.Real(t);
            Span<float> imaginary = spectrogram.Imaginary(t);
            for (int k = 0; k < bins; k++)
            {
                smoothed[t, k] = t == 0 ? power[k] : (Smoothing * smoothed[t - 1, k]) + ((1 - Smoothing) * power[k]);
                double noise = (Bias * Least(smoothed, t, k)) + 1e-12;
                double posterior = power[k] / noise;
                double prior = (Directed * previous[k]) + ((1 - Directed) * Math.Max(0, posterior - 1));
                double gain = Math.Max(FloorGain, prior / (1 + prior));
                previous[k] = gain * gain * posterior;
                real[k] *= (float)gain;
                imaginary[k] *= (float)gain;
            }
        }

        var output = new float[noisy.Length];
        stft.Inverse(spectrogram, output);
        return new AudioBuffer(noisy.SampleRate, output);
    }

    private static double Least(double[,] smoothed, int frame, int bin)
    {
        double least = double.MaxValue;
        for (int t = Math.Max(0, frame - WindowFrames + 1); t <= frame; t++)
        {
            least = Math.Min(least, smoothed[t, bin]);
        }

        return least;
    }
}
