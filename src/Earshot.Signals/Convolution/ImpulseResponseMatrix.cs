using Earshot.Signals.Transforms;

namespace Earshot.Signals.Convolution;

/// <summary>Filters from every input to every output, cut into partitions and transformed once; immutable, shared by convolvers.</summary>
public sealed class ImpulseResponseMatrix
{
    private readonly SpectrumSet _partitions; // [output][input][partition][bin]

    /// <summary>Transforms the filters.</summary>
    /// <param name="frameLength">Samples of the frames to be convolved, 1 or more; a power of two is fastest.</param>
    /// <param name="inputCount">Input channels, 1 or more.</param>
    /// <param name="outputCount">Output channels, 1 or more.</param>
    /// <param name="response">Gives the impulse response from an input to an output, called as response(input, output); null or empty for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    /// <exception cref="ArgumentException">A tap is not finite, or all responses are empty.</exception>
    public ImpulseResponseMatrix(int frameLength, int inputCount, int outputCount, Func<int, int, float[]?> response)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        ArgumentNullException.ThrowIfNull(response);
        FrameLength = frameLength;
        InputCount = inputCount;
        OutputCount = outputCount;

        // 1. Collect the responses; the longest decides how many partitions all have.
        var taps = new float[outputCount * inputCount][];
        for (int path = 0; path < taps.Length; path++)
        {
            taps[path] = response(path % inputCount, path / inputCount) ?? [];
            TapCount = Math.Max(TapCount, taps[path].Length);
            if (!taps[path].All(float.IsFinite))
            {
                throw new ArgumentException($"expected finite taps; the response from input {path % inputCount} to output {path / inputCount} has others", nameof(response));
            }
        }

        if (TapCount == 0)
        {
            throw new ArgumentException("expected one impulse response or more that is not empty", nameof(response));
        }

        // 2. Each partition, followed by as many zeros -> its spectrum.
        PartitionCount = (TapCount + frameLength - 1) / frameLength;
        var fft = new RealFft(2 * frameLength);
        _partitions = new SpectrumSet(taps.Length * PartitionCount, fft.BinCount);
        var block = new float[2 * frameLength];
        for (int path = 0; path < taps.Length; path++)
        {
            for (int p = 0; p < PartitionCount; p++)
            {
                int start = Math.Min(p * frameLength, taps[path].Length);
                Array.Clear(block);
                taps[path].AsSpan(start, Math.Min(frameLength, taps[path].Length - start)).CopyTo(block);
                int index = (path * PartitionCount) + p;
                fft.Forward(block, _partitions.Real(index), _partitions.Imaginary(index));
            }
        }
    }

    /// <summary>Samples per channel of the frames that these filters convolve.</summary>
    public int FrameLength { get; }

    /// <summary>Input channels.</summary>
    public int InputCount { get; }

    /// <summary>Output channels.</summary>
    public int OutputCount { get; }

    /// <summary>Taps of the longest filter.</summary>
    public int TapCount { get; }

    /// <summary>Partitions of every filter.</summary>
    public int PartitionCount { get; }

    /// <summary>Where the spectrum of one partition lies; its successors follow it.</summary>
    internal SplitReference Partition(int output, int input, int partition) =>
        _partitions.At((((output * InputCount) + input) * PartitionCount) + partition);
}
