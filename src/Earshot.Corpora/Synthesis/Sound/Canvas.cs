using Earshot.Signals;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>Where a programme is mixed: double precision, one or two channels, events clipped at both ends.</summary>
internal sealed class Canvas
{
    // The level that broadcast material of no special loudness has: EBU R 128 asks -23 LUFS, music lies a few dB above.
    private const double TargetRmsDb = -20;

    // -1 dBFS, the usual ceiling, so that inter-sample peaks stay below full scale.
    private const double PeakLimit = 0.8912509381337456;

    private readonly double[] _samples; // [channel][sample]

    public Canvas(double seconds, int sampleRate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 4000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, 384_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 2);
        if (!(seconds > 0 && seconds <= 3600))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "expected more than 0 and at most 3600 seconds");
        }

        SampleRate = sampleRate;
        Seconds = seconds;
        ChannelCount = channels;
        Length = (int)Math.Round(seconds * sampleRate);
        _samples = new double[channels * Length];
    }

    public int SampleRate { get; }

    public double Seconds { get; }

    public int ChannelCount { get; }

    public int Length { get; }

    /// <summary>Factor for unit Gaussian noise, so that its level per hertz is that of 44.1 kHz at every rate.</summary>
    public double NoiseScale => Math.Sqrt(SampleRate / 44_100.0);

    public Span<double> Channel(int index) => _samples.AsSpan(index * Length, Length);

    /// <summary>Mixes a mono sound in at a time (which may be negative), panned from -1 (left) to 1 (right) with equal power.</summary>
    public void Add(ReadOnlySpan<double> sound, double startSeconds, double gain, double pan = 0)
    {
        int start = (int)Math.Round(startSeconds * SampleRate);
        int skip = Math.Max(0, -start);
        int count = Math.Min(sound.Length, Length - start) - skip;
        if (count <= 0)
        {
            return;
        }

        double angle = (1 + Math.Clamp(pan, -1, 1)) * Math.PI / 4;
        for (int c = 0; c < ChannelCount; c++)
        {
            double g = ChannelCount == 1 ? gain : gain * Math.Sqrt(2) * (c == 0 ? Math.Cos(angle) : Math.Sin(angle));
            Mix(sound.Slice(skip, count), Channel(c).Slice(start + skip, count), g);
        }
    }

    /// <summary>The finished programme at the target level.</summary>
    public AudioBuffer ToBuffer()
    {
        double energy = 0;
        double peak = 0;
        foreach (double x in _samples)
        {
            energy += x * x;
            peak = Math.Max(peak, Math.Abs(x));
        }

        double rms = Math.Sqrt(energy / Math.Max(1, _samples.Length));
        double gain = peak > 0 ? Math.Min(Math.Pow(10, TargetRmsDb / 20) / rms, PeakLimit / peak) : 0;
        var buffer = new AudioBuffer(SampleRate, ChannelCount, Length);
        Span<float> target = buffer.Samples;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)(_samples[i] * gain);
        }

        return buffer;
    }

    private static void Mix(ReadOnlySpan<double> source, Span<double> target, double gain)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] += gain * source[i];
        }
    }
}
