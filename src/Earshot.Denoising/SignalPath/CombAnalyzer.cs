// Windows, spectra and the comb filter of a stream with a look-ahead of L hops. When hop t has arrived, the newest window is that of frame t
// (hops t - 1 and t), and frame c = t - L is completed: its spectrum was kept since it arrived, its comb output is computed now, because
// only now the L hops after it are there for the taps in the future. Two forward transforms a hop.
using System.Numerics.Tensors;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Denoising.SignalPath;

/// <summary>Turns hops of a signal into frames with spectra of the signal and of its comb-filtered form.</summary>
internal sealed class CombAnalyzer
{
    private readonly PathFormat _format;
    private readonly int _lookAhead;
    private readonly BandAnalyzer _bands;
    private readonly RealFft _fft;
    private readonly float[] _window; // [FrameLength]
    private readonly float[] _history; // [past | window of frame c | L future hops], oldest first
    private readonly float[] _scratch; // [FrameLength]
    private readonly float[][] _spectra; // [L + 1 frames][real and imaginary: 2 BinCount], a ring
    private int _newest;

    /// <summary>Creates an analyser full of silence.</summary>
    /// <param name="format">The geometry.</param>
    /// <param name="lookAhead">Hops of look-ahead, 0 or more.</param>
    public CombAnalyzer(PathFormat format, int lookAhead)
    {
        _format = format;
        _lookAhead = lookAhead;
        _bands = new BandAnalyzer(format);
        _fft = new RealFft(format.FrameLength);
        _window = Window.Vorbis(format.FrameLength);
        WindowStart = CombFilter.Reach * format.LongestPeriod;
        _history = new float[WindowStart + format.FrameLength + (lookAhead * format.HopLength)];
        _scratch = new float[format.FrameLength];
        _spectra = new float[lookAhead + 1][];
        for (int i = 0; i <= lookAhead; i++)
        {
            _spectra[i] = new float[2 * format.BinCount];
        }
    }

    /// <summary>The samples that are held, oldest first; the window of the frame begins at <see cref="WindowStart"/>.</summary>
    public ReadOnlySpan<float> History => _history;

    /// <summary>Where in <see cref="History"/> the frame begins.</summary>
    public int WindowStart { get; }

    /// <summary>Takes the next hop, and fills in what does not depend on the pitch: both energies and the spectrum.</summary>
    /// <param name="hop">HopLength samples.</param>
    /// <param name="frame">Receives the frame that is L hops old.</param>
    public void Push(ReadOnlySpan<float> hop, PathFrame frame)
    {
        _history.AsSpan(hop.Length).CopyTo(_history);
        hop.CopyTo(_history.AsSpan(_history.Length - hop.Length));
        _newest = _newest == _lookAhead ? 0 : _newest + 1;
        int bins = _format.BinCount;
        Span<float> newest = _spectra[_newest];
        Transform(_history.AsSpan(_history.Length - _format.FrameLength), newest[..bins], newest[bins..]);
        _bands.Energies(newest[..bins], newest[bins..], frame.NewestEnergies);

        ReadOnlySpan<float> old = _spectra[_newest == _lookAhead ? 0 : _newest + 1];
        old[..bins].CopyTo(frame.Real);
        old[bins..].CopyTo(frame.Imaginary);
        _bands.Energies(frame.Real, frame.Imaginary, frame.Energies);
    }

    /// <summary>Comb-filters the frame of the last <see cref="Push"/> and measures the coherences.</summary>
    /// <param name="period">The pitch period in samples.</param>
    /// <param name="frame">The frame, completed here.</param>
    public void Comb(int period, PathFrame frame)
    {
        frame.TapPower = CombFilter.Apply(_history, WindowStart, period, _scratch);
        Transform(_scratch, frame.CombReal, frame.CombImaginary);
        _bands.Coherences(frame);
    }

    /// <summary>Returns to silence.</summary>
    public void Reset()
    {
        Array.Clear(_history);
        foreach (float[] spectrum in _spectra)
        {
            Array.Clear(spectrum);
        }

        _newest = 0;
    }

    private void Transform(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        TensorPrimitives.Multiply(samples, _window, _scratch);
        _fft.Forward(_scratch, real, imaginary);
    }
}
