namespace Earshot.Signals.Streaming;

/// <summary>Feeds a frame processor with blocks of any length: n samples in, n samples out.</summary>
/// <remarks>
/// The price is a delay: a frame leaves only when it is whole. Blocks of any length cost FrameLength - 1 samples; when every
/// block is a multiple of a granularity that divides the frame, FrameLength - granularity. The output does not depend
/// on how the stream was chopped, bit for bit. Nothing allocates after construction.
/// </remarks>
public sealed class FrameAdapter
{
    private readonly IAudioProcessor _inner;
    private readonly int _granularity;
    private readonly float[] _input; // [inputChannel][FrameLength], filled up to _position
    private readonly float[] _output; // [outputChannel][FrameLength], the newest whole frame
    private int _position;

    /// <summary>Wraps a processor, which from now on belongs to the adapter.</summary>
    /// <param name="processor">The processor, in its state at birth.</param>
    /// <param name="granularity">A divisor of the frame length that divides every block to come; 1 accepts every length.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="granularity"/> does not divide the frame length.</exception>
    public FrameAdapter(IAudioProcessor processor, int granularity = 1)
    {
        ArgumentNullException.ThrowIfNull(processor);
        int frame = processor.FrameLength;
        if (granularity < 1 || frame % granularity != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(granularity), granularity, $"expected a divisor of the frame length {frame}");
        }

        _inner = processor;
        _granularity = granularity;
        _input = new float[processor.InputChannelCount * frame];
        _output = new float[processor.OutputChannelCount * frame];
    }

    /// <summary>Samples per second and channel.</summary>
    public int SampleRate => _inner.SampleRate;

    /// <summary>Channels that <see cref="Process"/> takes.</summary>
    public int InputChannelCount => _inner.InputChannelCount;

    /// <summary>Channels that <see cref="Process"/> gives.</summary>
    public int OutputChannelCount => _inner.OutputChannelCount;

    /// <summary>Delay from input to output in samples, the processor's own and that of waiting for whole frames.</summary>
    public int LatencySamples => _inner.LatencySamples + AddedLatencySamples;

    /// <summary>The part of <see cref="LatencySamples"/> that comes from waiting for whole frames.</summary>
    public int AddedLatencySamples => _inner.FrameLength - _granularity;

    /// <summary>Processes a block of any length that the granularity divides.</summary>
    /// <param name="input">InputChannelCount x n samples, planar.</param>
    /// <param name="output">OutputChannelCount x n samples, planar; may start at the same memory as <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the channels, each other, or the granularity.</exception>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        int length = input.Length / InputChannelCount;
        if (length * InputChannelCount != input.Length || length % _granularity != 0)
        {
            throw new ArgumentException(
                $"expected a multiple of {InputChannelCount} channels x {_granularity} samples, got {input.Length} samples", nameof(input));
        }

        if (output.Length != length * OutputChannelCount)
        {
            throw new ArgumentException(
                $"expected {OutputChannelCount} channels x {length} samples, got {output.Length} samples", nameof(output));
        }

        Run(input, output, length);
    }

    /// <summary>Ends the stream: gives the last <see cref="LatencySamples"/> samples, as if silence had followed.</summary>
    /// <param name="output">OutputChannelCount x LatencySamples samples, planar, or more memory.</param>
    /// <returns>Samples written per channel. Call <see cref="Reset"/> before the next stream.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public int Flush(Span<float> output)
    {
        int latency = LatencySamples;
        if (output.Length < latency * OutputChannelCount)
        {
            throw new ArgumentException(
                $"expected room for {OutputChannelCount} channels x {latency} samples, got {output.Length}", nameof(output));
        }

        Run([], output[..(latency * OutputChannelCount)], latency);
        return latency;
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        _inner.Reset();
        _position = 0;
        Array.Clear(_output);
    }

    // An empty input stands for silence. Sample n of the stream leaves as sample n - (frame - granularity) of the processor, so
    // the last granule before a frame is whole already takes the first granule of that frame's output.
    private void Run(ReadOnlySpan<float> input, Span<float> output, int length)
    {
        int frame = _inner.FrameLength;
        int wait = frame - _granularity;
        for (int done = 0; done < length;)
        {
            bool completes = _position == wait;
            int count = Math.Min(length - done, (completes ? frame : wait) - _position);
            int from = _position + _granularity;
            if (completes)
            {
                // Only the end of a flush asks for less than a granule; the frame is completed all the same.
                Store(input, length, done, _granularity);
                _inner.Process(_input, _output);
                _position = 0;
                from = 0;
            }
            else
            {
                Store(input, length, done, count);
                _position += count;
            }

            for (int c = 0; c < OutputChannelCount; c++)
            {
                _output.AsSpan((c * frame) + from, count).CopyTo(output.Slice((c * length) + done, count));
            }

            done += count;
        }
    }

    private void Store(ReadOnlySpan<float> input, int length, int start, int count)
    {
        for (int c = 0; c < InputChannelCount; c++)
        {
            Span<float> target = _input.AsSpan((c * _inner.FrameLength) + _position, count);
            if (input.IsEmpty)
            {
                target.Clear();
            }
            else
            {
                input.Slice((c * length) + start, count).CopyTo(target);
            }
        }
    }
}
