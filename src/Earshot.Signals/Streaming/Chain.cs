namespace Earshot.Signals.Streaming;

/// <summary>Processors in a row, as one processor: what the first gives, the second takes.</summary>
/// <remarks>
/// Latencies add up. Stages may have different frame lengths: a stage whose frame divides the chain's costs no extra delay, any
/// other waits for its own frame (see <see cref="FrameAdapter"/>). Nothing allocates after construction.
/// </remarks>
public sealed class Chain : IAudioProcessor
{
    private readonly FrameAdapter[] _stages;
    private readonly IAudioProcessor[] _processors;
    private readonly float[] _front; // [channel][FrameLength], what a stage takes
    private readonly float[] _back; // [channel][FrameLength], what it gives
    private readonly float[] _silence; // [inputChannel][FrameLength]
    private readonly float[] _drain; // [outputChannel][FrameLength]

    /// <summary>Joins processors; from now on they belong to the chain.</summary>
    /// <param name="stages">One or more processors, first to last, all at one rate, channel counts fitting one another.</param>
    /// <param name="frameLength">Samples per channel in a frame of the chain, 1 or more; by default the longest frame of any stage.</param>
    /// <exception cref="ArgumentException">The stages do not fit; the message lists every misfit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frameLength"/> is less than 1.</exception>
    public Chain(IEnumerable<IAudioProcessor> stages, int? frameLength = null)
    {
        ArgumentNullException.ThrowIfNull(stages);
        _processors = [.. stages];
        ThrowUnlessFitting(_processors, nameof(stages));
        FrameLength = frameLength ?? _processors.Max(stage => stage.FrameLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(FrameLength, 1, nameof(frameLength));

        _stages = new FrameAdapter[_processors.Length];
        for (int i = 0; i < _stages.Length; i++)
        {
            // Every block inside the chain is one frame of the chain, so what it has in common with the stage's frame arrives whole.
            _stages[i] = new FrameAdapter(_processors[i], GreatestCommonDivisor(FrameLength, _processors[i].FrameLength));
            LatencySamples += _stages[i].LatencySamples;
        }

        int widest = _stages.Max(stage => Math.Max(stage.InputChannelCount, stage.OutputChannelCount));
        _front = new float[widest * FrameLength];
        _back = new float[widest * FrameLength];
        _silence = new float[InputChannelCount * FrameLength];
        _drain = new float[OutputChannelCount * FrameLength];
    }

    /// <summary>The processors, first to last.</summary>
    public IReadOnlyList<IAudioProcessor> Stages => _processors;

    /// <inheritdoc/>
    public int SampleRate => _processors[0].SampleRate;

    /// <inheritdoc/>
    public int FrameLength { get; }

    /// <inheritdoc/>
    public int LatencySamples { get; }

    /// <inheritdoc/>
    public int InputChannelCount => _processors[0].InputChannelCount;

    /// <inheritdoc/>
    public int OutputChannelCount => _processors[^1].OutputChannelCount;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        input.CopyTo(_front);
        foreach (FrameAdapter stage in _stages)
        {
            stage.Process(
                _front.AsSpan(0, stage.InputChannelCount * FrameLength), _back.AsSpan(0, stage.OutputChannelCount * FrameLength));
            _back.AsSpan(0, stage.OutputChannelCount * FrameLength).CopyTo(_front);
        }

        _front.AsSpan(0, output.Length).CopyTo(output);
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        // What a stage still holds must run through the stages behind it, so silence is pushed through the whole chain.
        for (int done = 0; done < LatencySamples; done += FrameLength)
        {
            Process(_silence, _drain);
            int count = Math.Min(FrameLength, LatencySamples - done);
            for (int c = 0; c < OutputChannelCount; c++)
            {
                _drain.AsSpan(c * FrameLength, count).CopyTo(output.Slice((c * LatencySamples) + done, count));
            }
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (FrameAdapter stage in _stages)
        {
            stage.Reset();
        }
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static void ThrowUnlessFitting(IAudioProcessor[] stages, string name)
    {
        if (stages.Length == 0)
        {
            throw new ArgumentException("expected one stage or more, got none", name);
        }

        if (Array.Exists(stages, stage => stage is null))
        {
            throw new ArgumentException("expected processors, got null among them", name);
        }

        var misfits = new List<string>();
        for (int i = 1; i < stages.Length; i++)
        {
            IAudioProcessor before = stages[i - 1];
            IAudioProcessor stage = stages[i];
            string pair = $"stage {i + 1} ({stage.GetType().Name})";
            if (stage.SampleRate != stages[0].SampleRate)
            {
                misfits.Add($"{pair} runs at {stage.SampleRate} Hz, the first at {stages[0].SampleRate} Hz");
            }

            if (stage.InputChannelCount != before.OutputChannelCount)
            {
                misfits.Add($"{pair} takes {stage.InputChannelCount} channels, the stage before ({before.GetType().Name}) gives {before.OutputChannelCount}");
            }

            if (Array.IndexOf(stages, stage) < i)
            {
                misfits.Add($"{pair} is in the chain twice; a processor keeps the state of one stream");
            }
        }

        if (misfits.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", misfits), name);
        }
    }
}
