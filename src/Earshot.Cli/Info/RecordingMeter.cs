using Earshot.Signals;
using Earshot.Signals.Measures;

namespace Earshot.Cli.Info;

/// <summary>Measures a recording in one pass with constant memory, whatever its length.</summary>
internal sealed class RecordingMeter
{
    // The largest positive 16-bit value; nothing that was recorded properly stays there.
    private const float FullScale = 32767f / 32768f;

    // A single sample at full scale can be a peak that just fits; three in a row are a flattened wave.
    private const int ShortestClip = 3;

    // Below this rate the loudness weighting has no place for its filters.
    private const int MinLoudnessRate = 4000;

    private readonly int _sampleRate;
    private readonly LoudnessMeter? _loudness;
    private readonly TruePeakMeter[] _truePeaks; // [channel]
    private readonly double[] _sums; // [channel]
    private readonly int[] _fullScaleRuns; // [channel], samples at full scale up to now
    private double _energy;
    private float _peak;
    private long _length;
    private long _clipped;

    /// <summary>Creates a meter.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    public RecordingMeter(int sampleRate, int channelCount)
    {
        _sampleRate = sampleRate;
        _loudness = sampleRate >= MinLoudnessRate ? new LoudnessMeter(sampleRate, channelCount) : null;
        _truePeaks = [.. Enumerable.Range(0, channelCount).Select(_ => new TruePeakMeter(sampleRate))];
        _sums = new double[channelCount];
        _fullScaleRuns = new int[channelCount];
    }

    /// <summary>The figures of a recording in memory.</summary>
    /// <param name="audio">The recording.</param>
    /// <param name="name">What to call it.</param>
    public static InfoReport Measure(AudioBuffer audio, string name)
    {
        var meter = new RecordingMeter(audio.SampleRate, audio.ChannelCount);
        meter.Accept(audio.Samples);
        return meter.Report(name, "samples in memory");
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="planar">Channels one after another.</param>
    public void Accept(ReadOnlySpan<float> planar)
    {
        int length = planar.Length / _sums.Length;
        for (int c = 0; c < _sums.Length; c++)
        {
            ReadOnlySpan<float> channel = planar.Slice(c * length, length);
            _truePeaks[c].Accept(channel);
            foreach (float x in channel)
            {
                AcceptSample(c, x);
            }
        }

        _loudness?.Accept(planar);
        _length += length;
    }

    /// <summary>The figures of everything that came.</summary>
    /// <param name="file">The path as given.</param>
    /// <param name="format">Container and coding.</param>
    public InfoReport Report(string file, string format)
    {
        foreach (TruePeakMeter meter in _truePeaks)
        {
            meter.Complete();
        }

        double samples = Math.Max(1, (double)_length * _sums.Length);
        double offset = _sums.Select(s => s / Math.Max(1, _length)).MaxBy(Math.Abs);
        double? integrated = Finite(_loudness?.IntegratedLufs);
        return new InfoReport(
            file,
            format,
            _sampleRate,
            _sums.Length,
            _length,
            _length / (double)_sampleRate,
            Decibels(_peak),
            Decibels(_truePeaks.Max(m => m.Peak)),
            Decibels(Math.Sqrt(_energy / samples)),
            integrated,
            integrated is null || _length < 3L * _sampleRate ? null : _loudness?.RangeLu,
            offset,
            _clipped);
    }

    private static double? Decibels(double amplitude) => amplitude > 0 ? 20 * Math.Log10(amplitude) : null;

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private void AcceptSample(int channel, float x)
    {
        x = float.IsFinite(x) ? x : 0;
        float magnitude = Math.Abs(x);
        _sums[channel] += x;
        _energy += (double)x * x;
        _peak = Math.Max(_peak, magnitude);
        if (magnitude < FullScale)
        {
            _fullScaleRuns[channel] = 0;
            return;
        }

        int run = ++_fullScaleRuns[channel];
        _clipped += run == ShortestClip ? ShortestClip : run > ShortestClip ? 1 : 0;
    }
}
