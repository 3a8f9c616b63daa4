using System.Diagnostics.CodeAnalysis;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Measures;

/// <summary>Reports level and peak of a stream, one reading a block.</summary>
/// <remarks>A last, shorter block is reported on <see cref="Complete"/>. Allocates only the readings.</remarks>
public sealed class LevelMeter : IAudioAnalyzer<LevelReading>
{
    private readonly Queue<LevelReading> _readings = new();
    private readonly double[] _sums; // [channel], squares within the block
    private long _blockStart; // samples per channel
    private int _count;
    private float _peak;
    private bool _completed;

    /// <summary>Creates a meter.</summary>
    /// <param name="sampleRate">Samples per second and channel, 1 or more.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    /// <param name="blockLength">Samples per channel in a block, 1 or more; 0 for the default of 100 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public LevelMeter(int sampleRate, int channelCount = 1, int blockLength = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(blockLength);
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        BlockLength = blockLength > 0 ? blockLength : Math.Max(1, sampleRate / 10);
        _sums = new double[channelCount];
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int ChannelCount { get; }

    /// <summary>Samples per channel in a block.</summary>
    public int BlockLength { get; }

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<float> samples)
    {
        if (_completed)
        {
            throw new InvalidOperationException("the stream was completed; Reset starts a new one");
        }

        int length = samples.Length / ChannelCount;
        if (length * ChannelCount != samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples are no multiple of {ChannelCount} channels", nameof(samples));
        }

        for (int done = 0; done < length;)
        {
            int count = Math.Min(length - done, BlockLength - _count);
            for (int c = 0; c < ChannelCount; c++)
            {
                Add(samples.Slice((c * length) + done, count), ref _sums[c]);
            }

            done += count;
            _count += count;
            if (_count == BlockLength)
            {
                EndBlock();
            }
        }
    }

    /// <inheritdoc/>
    public bool TryRead([MaybeNullWhen(false)] out LevelReading next) => _readings.TryDequeue(out next);

    /// <inheritdoc/>
    public void Complete()
    {
        if (_count > 0)
        {
            EndBlock();
        }

        _completed = true;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _readings.Clear();
        Array.Clear(_sums);
        _blockStart = 0;
        _count = 0;
        _peak = 0;
        _completed = false;
    }

    private void Add(ReadOnlySpan<float> samples, ref double sum)
    {
        double total = sum;
        foreach (float sample in samples)
        {
            float x = Finite.OrZero(sample);
            total += (double)x * x;
            _peak = Math.Max(_peak, Math.Abs(x));
        }

        sum = total;
    }

    private void EndBlock()
    {
        double power = 0;
        foreach (double sum in _sums)
        {
            power += sum;
        }

        _readings.Enqueue(new LevelReading(
            TimeSpan.FromSeconds(_blockStart / (double)SampleRate),
            TimeSpan.FromSeconds(_count / (double)SampleRate),
            Decibels.FromPower(power / ((double)_count * ChannelCount)),
            Decibels.FromAmplitude(_peak)));
        _blockStart += _count;
        _count = 0;
        _peak = 0;
        Array.Clear(_sums);
    }
}
