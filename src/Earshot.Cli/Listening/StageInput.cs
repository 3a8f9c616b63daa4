using Earshot.Signals.Resampling;

namespace Earshot.Cli.Listening;

/// <summary>Brings the stream into the format that a group of stages shares, once for all of them.</summary>
internal sealed class StageInput
{
    private readonly List<IListeningStage> _stages = [];
    private readonly Resampler?[] _resamplers; // [channel]
    private readonly float[] _mixed; // [sample]
    private readonly float[] _converted; // [channel][sample]
    private readonly int _sourceChannels;

    /// <summary>Creates the conversion.</summary>
    /// <param name="sourceRate">Samples per second of the stream.</param>
    /// <param name="sourceChannels">Channels of the stream.</param>
    /// <param name="sampleRate">Samples per second that the stages want.</param>
    /// <param name="channelCount">Channels that the stages want: those of the stream, or 1.</param>
    /// <param name="maxBlock">Most samples per channel that one call brings.</param>
    public StageInput(int sourceRate, int sourceChannels, int sampleRate, int channelCount, int maxBlock)
    {
        if (channelCount != 1 && channelCount != sourceChannels)
        {
            throw new ArgumentException($"expected 1 or {sourceChannels} channels, got {channelCount}", nameof(channelCount));
        }

        SampleRate = sampleRate;
        ChannelCount = channelCount;
        _sourceChannels = sourceChannels;
        _mixed = new float[maxBlock];
        _resamplers = new Resampler?[channelCount];
        int room = maxBlock;
        if (sampleRate != sourceRate)
        {
            var first = new Resampler(sourceRate, sampleRate);
            _resamplers[0] = first;
            for (int c = 1; c < channelCount; c++)
            {
                _resamplers[c] = first.CreateTwin();
            }

            room = Math.Max(first.GetMaxOutputLength(maxBlock), first.MaxFlushLength);
            Delay = first.Latency;
        }

        _converted = new float[channelCount * room];
    }

    /// <summary>Samples per second that the stages get.</summary>
    public int SampleRate { get; }

    /// <summary>Channels that the stages get.</summary>
    public int ChannelCount { get; }

    /// <summary>By how much the conversion holds the stream back.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Adds a stage that wants this format.</summary>
    /// <param name="stage">The stage.</param>
    public void Add(IListeningStage stage) => _stages.Add(stage);

    /// <summary>Passes a block on.</summary>
    /// <param name="planar">The stream's channels one after another.</param>
    public void Accept(ReadOnlySpan<float> planar)
    {
        ReadOnlySpan<float> block = ChannelCount < _sourceChannels ? Mix(planar) : planar;
        if (_resamplers[0] is null)
        {
            Pass(block);
            return;
        }

        int length = block.Length / ChannelCount;
        int room = _converted.Length / ChannelCount;
        int written = 0;
        for (int c = 0; c < ChannelCount; c++)
        {
            written = _resamplers[c]!.Process(block.Slice(c * length, length), _converted.AsSpan(c * room, room));
        }

        Pass(Compact(written, room));
    }

    /// <summary>Passes on what the conversion still holds, and ends the stages.</summary>
    public void Complete()
    {
        if (_resamplers[0] is not null)
        {
            int room = _converted.Length / ChannelCount;
            int written = 0;
            for (int c = 0; c < ChannelCount; c++)
            {
                written = _resamplers[c]!.Flush(_converted.AsSpan(c * room, room));
            }

            Pass(Compact(written, room));
        }

        foreach (IListeningStage stage in _stages)
        {
            stage.Complete();
        }
    }

    private void Pass(ReadOnlySpan<float> block)
    {
        foreach (IListeningStage stage in _stages)
        {
            stage.Accept(block);
        }
    }

    private Span<float> Mix(ReadOnlySpan<float> planar)
    {
        int length = planar.Length / _sourceChannels;
        Span<float> mean = _mixed.AsSpan(0, length);
        for (int i = 0; i < length; i++)
        {
            float sum = 0;
            for (int c = 0; c < _sourceChannels; c++)
            {
                sum += planar[(c * length) + i];
            }

            mean[i] = sum / _sourceChannels;
        }

        return mean;
    }

    // Moves the channels together, so that the block is planar without gaps.
    private Span<float> Compact(int written, int room)
    {
        for (int c = 1; c < ChannelCount; c++)
        {
            _converted.AsSpan(c * room, written).CopyTo(_converted.AsSpan(c * written));
        }

        return _converted.AsSpan(0, ChannelCount * written);
    }
}
