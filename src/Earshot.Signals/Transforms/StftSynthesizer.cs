using System.Numerics.Tensors;

namespace Earshot.Signals.Transforms;

/// <summary>The live half of <see cref="Stft"/> that takes spectra and gives hops of samples.</summary>
/// <remarks>
/// Behind an <see cref="StftAnalyzer"/> the pair delays by <see cref="LatencySamples"/> and is otherwise an identity. To drain a
/// stream, analyze hops of silence until as many samples came out. One instance a stream and channel; nothing allocates after
/// construction.
/// </remarks>
public sealed class StftSynthesizer
{
    private readonly Stft _stft;
    private readonly float[] _frame; // [FrameLength]
    private readonly float[] _sum; // [FrameLength], overlap-added, oldest sample first

    /// <summary>Creates a synthesizer at the start of a stream.</summary>
    /// <param name="stft">The transform; single-threaded, may be shared by the stages of one stream.</param>
    public StftSynthesizer(Stft stft)
    {
        ArgumentNullException.ThrowIfNull(stft);
        _stft = stft;
        _frame = new float[stft.FrameLength];
        _sum = new float[stft.FrameLength];
    }

    /// <summary>Delay of analysis and synthesis together in samples: FrameLength - HopLength.</summary>
    public int LatencySamples => _stft.OverlapLength;

    /// <summary>Takes the next spectrum and gives the samples that no later spectrum changes.</summary>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts.</param>
    /// <param name="samples">Receives HopLength samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Synthesize(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> samples)
    {
        SpanLength.Require(samples.Length, _stft.HopLength, nameof(samples));
        _stft.SynthesizeFrame(real, imaginary, _frame);
        TensorPrimitives.Add(_sum, _frame, _sum);
        _sum.AsSpan(0, samples.Length).CopyTo(samples);
        _sum.AsSpan(samples.Length).CopyTo(_sum);
        _sum.AsSpan(_stft.OverlapLength).Clear();
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset() => Array.Clear(_sum);
}
