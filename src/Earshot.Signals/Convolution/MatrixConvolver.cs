using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Convolution;

/// <summary>Convolves every input channel with a filter of its own for every output channel, and sums: the engine of rooms, virtual loudspeakers and beamformers.</summary>
/// <remarks>
/// Uniformly partitioned overlap-save (T. Stockham, 1966; F. Wefers, "Partitioned convolution algorithms for real-time auralization",
/// 2015, chapter 5): a frame of B samples is transformed once an input, 2 B points; the spectra of the last frames wait in a
/// ring and are shared by all outputs; each output is one sum of products and one inverse transform. The output of a frame holds the
/// answer to that very frame: no latency beyond the frame. Cost a frame: (inputs + outputs) transforms, and
/// inputs x outputs x ceil(taps / B) x (B + 1) complex multiplications. Samples that are not finite are taken as 0.
/// </remarks>
public sealed class MatrixConvolver : IAudioProcessor
{
    private readonly ImpulseResponseMatrix _filters;
    private readonly RealFft _fft; // 2 FrameLength points
    private readonly float[] _frames; // [input][previous frame | present frame]
    private readonly SpectrumSet _ring; // [input][partition slot][bin]
    private readonly SpectrumSet _sum; // [bin]
    private readonly float[] _block; // [2 FrameLength]
    private int _slot; // where the present frame's spectra go

    /// <summary>Creates a convolver in silence.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more; it does not change the result.</param>
    /// <param name="filters">The filters, transformed for frames of the length that this convolver then has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is less than 1.</exception>
    public MatrixConvolver(int sampleRate, ImpulseResponseMatrix filters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentNullException.ThrowIfNull(filters);
        SampleRate = sampleRate;
        _filters = filters;
        _fft = new RealFft(2 * filters.FrameLength);
        _frames = new float[filters.InputCount * 2 * filters.FrameLength];
        _ring = new SpectrumSet(filters.InputCount * filters.PartitionCount, _fft.BinCount);
        _sum = new SpectrumSet(1, _fft.BinCount);
        _block = new float[2 * filters.FrameLength];
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int FrameLength => _filters.FrameLength;

    /// <summary>0: the delay is that of the filters alone.</summary>
    public int LatencySamples => 0;

    /// <inheritdoc/>
    public int InputChannelCount => _filters.InputCount;

    /// <inheritdoc/>
    public int OutputChannelCount => _filters.OutputCount;

    /// <summary>Samples for which the output rings on after the input: process as many of silence to hear all.</summary>
    public int TailLength => _filters.TapCount - 1;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        int length = FrameLength;
        int partitions = _filters.PartitionCount;

        // 1. Each input's last two frames -> a spectrum in the ring. All are read before anything is written: output may be input.
        for (int i = 0; i < InputChannelCount; i++)
        {
            Span<float> frames = _frames.AsSpan(i * 2 * length, 2 * length);
            frames[length..].CopyTo(frames);
            Finite.Copy(input.Slice(i * length, length), frames[length..]);
            int slot = (i * partitions) + _slot;
            _fft.Forward(frames, _ring.Real(slot), _ring.Imaginary(slot));
        }

        // 2. Spectra of the ring and of the filters -> the sum of each output -> its frame, the second half of the inverse.
        for (int o = 0; o < OutputChannelCount; o++)
        {
            _sum.Clear();
            for (int i = 0; i < InputChannelCount; i++)
            {
                // From the newest frame down to slot 0, then from the last slot down to the oldest: always partition 0 first.
                SpectralProducts.Add(_slot + 1, _ring.Stride, _filters.Partition(o, i, 0), _ring.At((i * partitions) + _slot), _sum.At(0));
                int rest = partitions - _slot - 1;
                if (rest > 0)
                {
                    SpectralProducts.Add(rest, _ring.Stride, _filters.Partition(o, i, _slot + 1), _ring.At(((i + 1) * partitions) - 1), _sum.At(0));
                }
            }

            _fft.Inverse(_sum.Real(0), _sum.Imaginary(0), _block);
            Finite.Copy(_block.AsSpan(length), output.Slice(o * length, length));
        }

        _slot = _slot + 1 == partitions ? 0 : _slot + 1;
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        return 0;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_frames);
        _ring.Clear();
        _slot = 0;
    }
}
