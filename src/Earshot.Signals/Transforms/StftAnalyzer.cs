namespace Earshot.Signals.Transforms;

/// <summary>The live half of <see cref="Stft"/> that takes hops of samples and gives spectra.</summary>
/// <remarks>
/// Hop t of a stream gives exactly frame t of <see cref="Stft.Forward"/>. One instance a stream and channel; nothing allocates
/// after construction. Samples that are not finite are taken as 0.
/// </remarks>
public sealed class StftAnalyzer
{
    private readonly Stft _stft;
    private readonly float[] _frame; // [FrameLength], oldest sample first

    /// <summary>Creates an analyzer at the start of a stream: silence lies before it.</summary>
    /// <param name="stft">The transform; single-threaded, may be shared by the stages of one stream.</param>
    public StftAnalyzer(Stft stft)
    {
        ArgumentNullException.ThrowIfNull(stft);
        _stft = stft;
        _frame = new float[stft.FrameLength];
    }

    /// <summary>Takes the next samples and gives the spectrum of the frame that they complete.</summary>
    /// <param name="samples">HopLength samples.</param>
    /// <param name="real">Receives BinCount real parts.</param>
    /// <param name="imaginary">Receives BinCount imaginary parts.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Analyze(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        SpanLength.Require(samples.Length, _stft.HopLength, nameof(samples));
        _frame.AsSpan(_stft.HopLength).CopyTo(_frame);
        Span<float> newest = _frame.AsSpan(_stft.OverlapLength);
        for (int n = 0; n < newest.Length; n++)
        {
            newest[n] = float.IsFinite(samples[n]) ? samples[n] : 0;
        }

        _stft.AnalyzeFrame(_frame, real, imaginary);
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset() => Array.Clear(_frame);
}
