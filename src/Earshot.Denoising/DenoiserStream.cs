using Earshot.Denoising.SignalPath;
using Earshot.Signals.Streaming;

namespace Earshot.Denoising;

/// <summary>Suppresses the noise around a voice in a live stream, channel by channel, in frames of 10 ms.</summary>
/// <remarks>
/// Delay: 30 ms with look-ahead (two frames of 10 ms, and 10 ms because windows overlap), 10 ms without; collecting a frame of 10 ms comes on top
/// where blocks are shorter (<see cref="FrameAdapter"/>). Nothing is allocated after construction.
/// </remarks>
public sealed class DenoiserStream : IAudioProcessor
{
    private readonly DenoiserLane[] _lanes; // [channel]
    private readonly float[] _silence; // [HopLength]
    private readonly PathFormat _format;
    private readonly int _delayHops;

    /// <summary>Creates a stream.</summary>
    /// <param name="model">The model; it may serve other streams too.</param>
    /// <param name="sampleRate">48000 or 16000 samples per second; other rates are resampled by the caller.</param>
    /// <param name="channelCount">Channels, 1 or more; each is denoised on its own.</param>
    /// <param name="options">How to work; defaults where null.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public DenoiserStream(DenoiserModel model, int sampleRate = 48000, int channelCount = 1, DenoiserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        options ??= new DenoiserOptions();
        options.Validate(nameof(options));
        _format = PathFormat.For(sampleRate);
        _delayHops = options.LookAheadHops + 1;
        _silence = new float[_format.HopLength];
        _lanes = new DenoiserLane[channelCount];
        for (int c = 0; c < channelCount; c++)
        {
            _lanes[c] = new DenoiserLane(model, _format, options);
        }
    }

    /// <inheritdoc/>
    public int SampleRate => _format.SampleRate;

    /// <inheritdoc/>
    public int FrameLength => _format.HopLength;

    /// <inheritdoc/>
    public int LatencySamples => _delayHops * _format.HopLength;

    /// <inheritdoc/>
    public int InputChannelCount => _lanes.Length;

    /// <inheritdoc/>
    public int OutputChannelCount => _lanes.Length;

    /// <summary>Probability that the frame which came out last holds a voice, 0 .. 1, the largest of all channels.</summary>
    public float VoiceActivity
    {
        get
        {
            float largest = 0;
            foreach (DenoiserLane lane in _lanes)
            {
                largest = Math.Max(largest, lane.VoiceActivity);
            }

            return largest;
        }
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        int hop = FrameLength;
        for (int c = 0; c < _lanes.Length; c++)
        {
            _lanes[c].Process(input.Slice(c * hop, hop), output.Slice(c * hop, hop));
        }
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        int hop = FrameLength;
        for (int c = 0; c < _lanes.Length; c++)
        {
            for (int h = 0; h < _delayHops; h++)
            {
                _lanes[c].Process(_silence, output.Slice((c * LatencySamples) + (h * hop), hop));
            }
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (DenoiserLane lane in _lanes)
        {
            lane.Reset();
        }
    }
}
