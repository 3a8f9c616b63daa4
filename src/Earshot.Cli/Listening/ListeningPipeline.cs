using System.Diagnostics.CodeAnalysis;

namespace Earshot.Cli.Listening;

/// <summary>Runs a live stream through all stages and merges what they notice in time order.</summary>
/// <remarks>
/// Stages know their events with different delays, so an event waits until no stage can report an earlier one: at most the
/// longest declared delay. Memory holds one block a format and the events of that window, whatever the length of the stream.
/// </remarks>
internal sealed class ListeningPipeline
{
    private readonly IReadOnlyList<IListeningStage> _stages;
    private readonly List<StageInput> _inputs = [];
    private readonly PriorityQueue<HeardEvent, (double Time, long Order)> _waiting = new();
    private readonly int _maxBlock; // samples per channel
    private readonly double _delaySeconds;
    private long _position; // samples per channel
    private long _order;
    private bool _completed;

    /// <summary>Connects the stages to a stream.</summary>
    /// <param name="sampleRate">Samples per second of the stream.</param>
    /// <param name="channelCount">Channels of the stream.</param>
    /// <param name="stages">Fresh stages.</param>
    /// <param name="maxBlock">Most samples per channel in a block.</param>
    public ListeningPipeline(int sampleRate, int channelCount, IReadOnlyList<IListeningStage> stages, int maxBlock)
    {
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        _stages = stages;
        _maxBlock = maxBlock;
        foreach (IListeningStage stage in stages)
        {
            StageInput? input = _inputs.Find(i => i.SampleRate == stage.SampleRate && i.ChannelCount == stage.ChannelCount);
            if (input is null)
            {
                input = new StageInput(sampleRate, channelCount, stage.SampleRate, stage.ChannelCount, maxBlock);
                _inputs.Add(input);
            }

            input.Add(stage);
            _delaySeconds = Math.Max(_delaySeconds, (stage.Delay + input.Delay).TotalSeconds);
        }
    }

    /// <summary>Samples per second of the stream.</summary>
    public int SampleRate { get; }

    /// <summary>Channels of the stream.</summary>
    public int ChannelCount { get; }

    /// <summary>How much of the stream was heard.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds(_position / (double)SampleRate);

    /// <summary>Takes the next samples.</summary>
    /// <param name="planar">Channels one after another, at most the declared block length.</param>
    /// <exception cref="ArgumentException">The block is longer, or no multiple of <see cref="ChannelCount"/>.</exception>
    public void Accept(ReadOnlySpan<float> planar)
    {
        int length = planar.Length / ChannelCount;
        if (length > _maxBlock || length * ChannelCount != planar.Length)
        {
            throw new ArgumentException($"expected at most {_maxBlock} samples in {ChannelCount} channels, got {planar.Length}", nameof(planar));
        }

        foreach (StageInput input in _inputs)
        {
            input.Accept(planar);
        }

        _position += length;
        Collect();
    }

    /// <summary>Ends the stream; all events become readable.</summary>
    public void Complete()
    {
        foreach (StageInput input in _inputs)
        {
            input.Complete();
        }

        Collect();
        _completed = true;
    }

    /// <summary>Takes the earliest event that no other can precede any more.</summary>
    /// <param name="next">The event.</param>
    /// <returns>False when there is none at the moment.</returns>
    public bool TryRead([MaybeNullWhen(false)] out HeardEvent next)
    {
        bool isDue = _waiting.TryPeek(out next, out (double Time, long Order) key)
            && (_completed || key.Time <= Position.TotalSeconds - _delaySeconds);
        return isDue && _waiting.TryDequeue(out next, out _);
    }

    private void Collect()
    {
        foreach (IListeningStage stage in _stages)
        {
            while (stage.TryRead(out HeardEvent? heard))
            {
                _waiting.Enqueue(heard, (heard.TimeSeconds, _order++));
            }
        }
    }
}
