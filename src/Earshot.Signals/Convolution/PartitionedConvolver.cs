using Earshot.Signals.Streaming;

namespace Earshot.Signals.Convolution;

/// <summary>Convolves a stream of one channel with a long impulse response, frame by frame.</summary>
/// <remarks>The case of one input and one output of <see cref="MatrixConvolver"/>, whose remarks hold.</remarks>
public sealed class PartitionedConvolver : IAudioProcessor
{
    private readonly MatrixConvolver _convolver;

    /// <summary>Creates a convolver in silence.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more; it does not change the result.</param>
    /// <param name="frameLength">Samples in a frame, 1 or more; a power of two is fastest.</param>
    /// <param name="impulseResponse">The filter, one finite tap or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="ArgumentException">There are no taps, or one is not finite.</exception>
    public PartitionedConvolver(int sampleRate, int frameLength, ReadOnlySpan<float> impulseResponse)
    {
        float[] taps = impulseResponse.ToArray();
        _convolver = new MatrixConvolver(sampleRate, new ImpulseResponseMatrix(frameLength, inputCount: 1, outputCount: 1, (_, _) => taps));
    }

    /// <inheritdoc/>
    public int SampleRate => _convolver.SampleRate;

    /// <inheritdoc/>
    public int FrameLength => _convolver.FrameLength;

    /// <inheritdoc cref="MatrixConvolver.LatencySamples"/>
    public int LatencySamples => _convolver.LatencySamples;

    /// <inheritdoc/>
    public int InputChannelCount => 1;

    /// <inheritdoc/>
    public int OutputChannelCount => 1;

    /// <inheritdoc cref="MatrixConvolver.TailLength"/>
    public int TailLength => _convolver.TailLength;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output) => _convolver.Process(input, output);

    /// <inheritdoc/>
    public int Flush(Span<float> output) => _convolver.Flush(output);

    /// <inheritdoc/>
    public void Reset() => _convolver.Reset();
}
