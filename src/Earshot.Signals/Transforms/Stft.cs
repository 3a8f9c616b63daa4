// Short-time Fourier transform with exact reconstruction, for any window and hop that cover every sample.
// Frame t is window[n] x[t hop - (L - hop) + n], n = 0 .. L - 1: it ends with the hop that arrived last, so that a live stream
// and a whole file give the same frames. Synthesis multiplies by the canonical dual window w[n] / sum over m of w^2[n + m hop]
// (Griffin and Lim 1984, eq. 6: least squares for modified spectra, an identity for unmodified ones) and overlap-adds.
// Cost per frame: one real transform of FftLength points and L multiplications, each way.
using System.Numerics.Tensors;

namespace Earshot.Signals.Transforms;

/// <summary>Short-time Fourier transform: frames of audio to split-form spectra and back, exactly.</summary>
/// <remarks>An instance holds scratch memory and belongs to one thread. The frame calls allocate nothing.</remarks>
public sealed class Stft
{
    private readonly RealFft _fft;
    private readonly float[] _analysis; // [FrameLength]
    private readonly float[] _synthesis; // [FrameLength]
    private readonly float[] _frame; // [FftLength], zero beyond FrameLength

    /// <summary>Creates a transform whose synthesis window is the dual of its analysis window.</summary>
    /// <param name="window">Analysis window; its length is the length of a frame.</param>
    /// <param name="hopLength">Samples from one frame to the next, 1 .. the window's length.</param>
    /// <param name="fftLength">Points per transform, even, at least the window's length; 0 takes the window's length, made even.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is out of range.</exception>
    /// <exception cref="ArgumentException">Window and hop leave samples that no frame sees, so nothing can reconstruct them.</exception>
    public Stft(ReadOnlySpan<float> window, int hopLength, int fftLength = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hopLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hopLength, window.Length);
        fftLength = fftLength == 0 ? window.Length + (window.Length % 2) : fftLength;
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, window.Length);
        _fft = new RealFft(fftLength);
        HopLength = hopLength;
        _analysis = window.ToArray();
        _synthesis = DualOf(window, hopLength);
        _frame = new float[fftLength];
    }

    /// <summary>Samples per frame: the length of the window.</summary>
    public int FrameLength => _analysis.Length;

    /// <summary>Samples from one frame to the next.</summary>
    public int HopLength { get; }

    /// <summary>Points per transform.</summary>
    public int FftLength => _fft.Length;

    /// <summary>Bins per spectrum: FftLength / 2 + 1.</summary>
    public int BinCount => _fft.BinCount;

    /// <summary>Samples by which frames reach back before their newest hop: FrameLength - HopLength.</summary>
    public int OverlapLength => FrameLength - HopLength;

    /// <summary>The analysis window.</summary>
    public ReadOnlySpan<float> AnalysisWindow => _analysis;

    /// <summary>The synthesis window: with the analysis window its overlapping products add up to 1.</summary>
    public ReadOnlySpan<float> SynthesisWindow => _synthesis;

    /// <summary>Windows one frame and transforms it.</summary>
    /// <param name="frame">FrameLength samples.</param>
    /// <param name="real">Receives BinCount real parts.</param>
    /// <param name="imaginary">Receives BinCount imaginary parts.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void AnalyzeFrame(ReadOnlySpan<float> frame, Span<float> real, Span<float> imaginary)
    {
        SpanLength.Require(frame.Length, FrameLength, nameof(frame));
        TensorPrimitives.Multiply(frame, _analysis, _frame);
        _frame.AsSpan(FrameLength).Clear();
        _fft.Forward(_frame, real, imaginary);
    }

    /// <summary>Transforms one spectrum back and windows it; overlap-adding such frames gives the signal.</summary>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts.</param>
    /// <param name="frame">Receives FrameLength samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void SynthesizeFrame(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> frame)
    {
        SpanLength.Require(frame.Length, FrameLength, nameof(frame));
        _fft.Inverse(real, imaginary, _frame);
        TensorPrimitives.Multiply(_frame.AsSpan(0, FrameLength), _synthesis, frame);
    }

    /// <summary>How many frames a whole signal has: as many as touch any of its samples.</summary>
    /// <param name="signalLength">Samples, 0 or more.</param>
    public int GetFrameCount(int signalLength) =>
        signalLength == 0 ? 0 : (signalLength + OverlapLength + HopLength - 1) / HopLength;

    /// <summary>Transforms a whole signal, taken as silent before its start and after its end.</summary>
    /// <param name="signal">Any number of samples.</param>
    /// <returns>Spectra of <see cref="GetFrameCount"/> frames.</returns>
    public ComplexSpectrogram Forward(ReadOnlySpan<float> signal)
    {
        var result = new ComplexSpectrogram(GetFrameCount(signal.Length), BinCount);
        Span<float> frame = new float[FrameLength];
        for (int t = 0; t < result.FrameCount; t++)
        {
            int start = (t * HopLength) - OverlapLength;
            int from = Math.Max(start, 0);
            int to = Math.Min(start + FrameLength, signal.Length);
            frame.Clear();
            signal[from..to].CopyTo(frame[(from - start)..]);
            AnalyzeFrame(frame, result.Real(t), result.Imaginary(t));
        }

        return result;
    }

    /// <summary>Transforms back; unmodified spectra give back the signal, edges included.</summary>
    /// <param name="spectrogram">Spectra of a whole signal, as <see cref="Forward"/> gives them.</param>
    /// <param name="signal">Receives the samples; its length is that of the signal.</param>
    /// <exception cref="ArgumentException">The number of frames or bins does not belong to this transform and length.</exception>
    public void Inverse(ComplexSpectrogram spectrogram, Span<float> signal)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        if (spectrogram.BinCount != BinCount || spectrogram.FrameCount != GetFrameCount(signal.Length))
        {
            throw new ArgumentException(
                $"expected {GetFrameCount(signal.Length)} frames of {BinCount} bins for {signal.Length} samples, got {spectrogram.FrameCount} of {spectrogram.BinCount}",
                nameof(spectrogram));
        }

        signal.Clear();
        Span<float> frame = new float[FrameLength];
        for (int t = 0; t < spectrogram.FrameCount; t++)
        {
            SynthesizeFrame(spectrogram.Real(t), spectrogram.Imaginary(t), frame);
            int start = (t * HopLength) - OverlapLength;
            int from = Math.Max(start, 0);
            int to = Math.Min(start + FrameLength, signal.Length);
            Span<float> target = signal[from..to];
            TensorPrimitives.Add(target, frame[(from - start)..(to - start)], target);
        }
    }

    private static float[] DualOf(ReadOnlySpan<float> window, int hop)
    {
        // The overlapping squares repeat with the hop, so one hop of sums serves the whole window.
        var sums = new double[hop];
        double largest = 0;
        for (int n = 0; n < window.Length; n++)
        {
            sums[n % hop] += (double)window[n] * window[n];
            largest = Math.Max(largest, sums[n % hop]);
        }

        var dual = new float[window.Length];
        for (int n = 0; n < window.Length; n++)
        {
            // -80 dB: below it the division would raise rounding noise into the audible.
            if (!(sums[n % hop] > 1e-8 * largest))
            {
                throw new ArgumentException(
                    $"a window of {window.Length} points every {hop} samples leaves sample {n % hop} of every hop unseen: take a shorter hop", nameof(window));
            }

            dual[n] = (float)(window[n] / sums[n % hop]);
        }

        return dual;
    }
}
