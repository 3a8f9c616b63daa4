using System.Numerics.Tensors;
using Earshot.Signals.Measures;
using Earshot.Signals.Streaming;
using Earshot.Watermarking.Embedding;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking;

/// <summary>Marks a live stream.</summary>
/// <remarks>
/// Only the difference is made on the grid of the mark and brought to the programme's rate; the programme itself passes untouched, delayed by
/// <see cref="LatencySamples"/> (about 30 ms). Every channel gets the same signs and the same pattern at its own level, so that the mark survives a
/// mix to mono. With the event profile nothing happens until <see cref="MarkNext"/>; with the continuous profile the mark runs from the start.
/// </remarks>
public sealed class WatermarkEmbedderStream : IAudioProcessor
{
    /// <summary>Blocks in which peaks are kept legal, a frame: 1.25 ms each.</summary>
    private const int BlocksPerFrame = 4;

    private readonly WatermarkProfile _profile;
    private readonly PlannedMark? _firstMark;
    private readonly MarkSource _source;
    private readonly DifferenceChannel[] _channels; // [channel]
    private readonly DelayLine _delay;
    private readonly DifferenceLimiter _limiter = new();
    private readonly int _blockLength;
    private readonly float[] _programme; // [channel][sample], one frame, delayed
    private readonly float[] _difference; // [channel][sample], one frame
    private readonly float[] _pending; // [channel][sample], the block before, programme
    private readonly float[] _pendingDifference; // [channel][sample], the block before, difference
    private readonly float[] _blockProgramme; // [channel][sample]
    private readonly float[] _blockDifference; // [channel][sample]
    private readonly float[] _flushed; // [channel][sample], one frame of a flush
    private readonly int _prefill;
    private double _wantedEnergy;
    private double _keptEnergy;

    /// <summary>Creates an embedder.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sampleRate">Rate of the stream in Hz, 8000 .. 768000.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    /// <param name="options">How to mark; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all.</exception>
    public WatermarkEmbedderStream(WatermarkKey key, int sampleRate, int channelCount = 1, WatermarkEmbedderOptions? options = null)
        : this(key, sampleRate, channelCount, options ?? new WatermarkEmbedderOptions(), firstMark: null)
    {
    }

    /// <summary>Creates an embedder whose first mark is planned from birth.</summary>
    internal WatermarkEmbedderStream(
        WatermarkKey key, int sampleRate, int channelCount, WatermarkEmbedderOptions options, PlannedMark? firstMark)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MarkFormat.MinSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MarkFormat.MaxSampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        _firstMark = firstMark;
        _profile = options.Profile;
        SampleRate = sampleRate;
        _blockLength = Math.Max(sampleRate / 200 / BlocksPerFrame, 1);
        FrameLength = _blockLength * BlocksPerFrame;
        InputChannelCount = channelCount;
        int lag = DifferenceChannel.MaxLag(sampleRate);
        // The limiter looks one block ahead.
        LatencySamples = lag + _blockLength;
        _prefill = lag;
        _source = new MarkSource(key, options.Profile, options.Strength, options.Seed);
        MaskingModel? model = options.Profile == WatermarkProfile.Continuous ? new MaskingModel(MarkFormat.SampleRate) : null;
        _channels = new DifferenceChannel[channelCount];
        for (int c = 0; c < channelCount; c++)
        {
            IMarkShaper shaper = model is null
                ? new SubstitutionShaper()
                : new MaskedShaper(model, options.MaskingMarginDb, options.SignalToNoiseDb);
            _channels[c] = new DifferenceChannel(shaper, sampleRate, FrameLength, lag + (4 * FrameLength));
        }

        _delay = new DelayLine(sampleRate, channelCount, FrameLength, lag);
        _flushed = new float[channelCount * FrameLength];
        _programme = new float[channelCount * FrameLength];
        _difference = new float[channelCount * FrameLength];
        _pending = new float[channelCount * _blockLength];
        _pendingDifference = new float[channelCount * _blockLength];
        _blockProgramme = new float[channelCount * _blockLength];
        _blockDifference = new float[channelCount * _blockLength];
        Reset();
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int FrameLength { get; }

    /// <inheritdoc/>
    public int LatencySamples { get; }

    /// <inheritdoc/>
    public int InputChannelCount { get; }

    /// <inheritdoc/>
    public int OutputChannelCount => InputChannelCount;

    /// <summary>Whether a mark of the event profile is being made or waits for its time.</summary>
    public bool IsMarking => _source.IsBusy;

    /// <summary>Share of the difference's energy that full scale left, 0 .. 1, in the stream before the last <see cref="Reset"/>; 1 when there was none.</summary>
    internal double KeptShare { get; private set; } = 1;

    /// <summary>Marks the programme from a point in time on (event profile).</summary>
    /// <param name="start">Time from the start of the stream; a time that has passed means at once.</param>
    /// <param name="bands">The sub-bands to use: <see cref="MarkBands.HighPair"/> or <see cref="MarkBands.LowPair"/>.</param>
    /// <param name="payload">What to carry, or null for presence alone.</param>
    /// <returns>The time at which the mark begins.</returns>
    /// <exception cref="InvalidOperationException">The profile is continuous, or a mark is not finished yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bands are not one of the two pairs.</exception>
    public TimeSpan MarkNext(TimeSpan start, MarkBands bands = MarkBands.HighPair, WatermarkPayload? payload = null)
    {
        if (_profile != WatermarkProfile.Event)
        {
            throw new InvalidOperationException("only the event profile marks at a chosen time");
        }

        if (bands is not (MarkBands.HighPair or MarkBands.LowPair))
        {
            throw new ArgumentOutOfRangeException(nameof(bands), bands, "expected HighPair or LowPair");
        }

        if (_source.IsBusy)
        {
            throw new InvalidOperationException("the mark before is not finished yet");
        }

        long first = Math.Max((long)Math.Round(start.TotalSeconds * MarkFormat.SampleRate), _source.NextPlannable);
        _source.Plan(new PlannedMark(first, bands, payload));
        return TimeSpan.FromSeconds(first / (double)MarkFormat.SampleRate);
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);

        // 1. programme -> difference, as far as it is ready
        Finite.Copy(input, _programme);
        for (int c = 0; c < _channels.Length; c++)
        {
            _channels[c].Accept(_programme.AsSpan(c * FrameLength, FrameLength));
        }

        while (_channels[0].WaitingBlocks > 0)
        {
            bool active = _source.Next();
            foreach (DifferenceChannel channel in _channels)
            {
                channel.Advance(_source, active);
            }
        }

        // 2. the programme waits for its difference
        _delay.Process(_programme, _programme);
        for (int c = 0; c < _channels.Length; c++)
        {
            _channels[c].Difference.Read(_difference.AsSpan(c * FrameLength, FrameLength));
        }

        // 3. block by block: programme and difference, kept legal, one block later
        for (int block = 0; block < BlocksPerFrame; block++)
        {
            for (int c = 0; c < _channels.Length; c++)
            {
                int at = (c * FrameLength) + (block * _blockLength);
                _programme.AsSpan(at, _blockLength).CopyTo(_blockProgramme.AsSpan(c * _blockLength));
                _difference.AsSpan(at, _blockLength).CopyTo(_blockDifference.AsSpan(c * _blockLength));
            }

            _limiter.Next(DifferenceLimiter.Allowed(_blockProgramme, _blockDifference), out float start, out float end);
            double energy = TensorPrimitives.SumOfSquares<float>(_pendingDifference);
            _wantedEnergy += energy;
            _keptEnergy += energy * start * end;
            float slope = (end - start) / _blockLength;
            for (int c = 0; c < _channels.Length; c++)
            {
                ReadOnlySpan<float> programme = _pending.AsSpan(c * _blockLength, _blockLength);
                ReadOnlySpan<float> difference = _pendingDifference.AsSpan(c * _blockLength, _blockLength);
                Span<float> target = output.Slice((c * FrameLength) + (block * _blockLength), _blockLength);
                if (start == 1 && end == 1)
                {
                    TensorPrimitives.Add(programme, difference, target);
                    continue;
                }

                for (int n = 0; n < target.Length; n++)
                {
                    target[n] = programme[n] + ((start + (slope * n)) * difference[n]);
                }
            }

            _blockProgramme.CopyTo(_pending, 0);
            _blockDifference.CopyTo(_pendingDifference, 0);
        }
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        for (int done = 0; done < LatencySamples; done += FrameLength)
        {
            Array.Clear(_flushed);
            Process(_flushed, _flushed);
            int take = Math.Min(FrameLength, LatencySamples - done);
            for (int c = 0; c < _channels.Length; c++)
            {
                _flushed.AsSpan(c * FrameLength, take).CopyTo(output.Slice((c * LatencySamples) + done, take));
            }
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _source.Reset();
        if (_firstMark is { } mark)
        {
            _source.Plan(mark);
        }

        KeptShare = _wantedEnergy > 0 ? _keptEnergy / _wantedEnergy : 1;
        _wantedEnergy = 0;
        _keptEnergy = 0;
        _delay.Reset();
        _limiter.Reset();
        Array.Clear(_pending);
        Array.Clear(_pendingDifference);
        foreach (DifferenceChannel channel in _channels)
        {
            channel.Reset();
            // As much silence as the difference can lag, so that every frame finds one.
            Array.Clear(_difference);
            for (int left = _prefill; left > 0; left -= Math.Min(left, _difference.Length))
            {
                channel.Difference.Write(_difference.AsSpan(0, Math.Min(left, _difference.Length)));
            }
        }
    }
}
