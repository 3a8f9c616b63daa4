// From a frame, band gains and filtering strengths to samples (Valin et al. 2020, sections 2 to 5). Per band: z = (1 - r) y + r p, with p
// scaled to y's energy, so that the strength formula holds; z is scaled back to y's energy, so that gains mean what they say; then the gain.
// All factors are interpolated over the bins. Cost: one inverse transform, about 10 multiply-adds a bin.
using System.Numerics.Tensors;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Denoising.SignalPath;

/// <summary>Applies gains and strengths to frames and overlap-adds them.</summary>
internal sealed class PathSynthesizer
{
    private readonly PathFormat _format;
    private readonly BandAnalyzer _bands;
    private readonly RealFft _fft;
    private readonly float[] _window; // [FrameLength]
    private readonly float[] _samples; // [FrameLength]
    private readonly float[] _tail; // [HopLength], second half of the last window
    private readonly float[] _real; // [bin]
    private readonly float[] _imaginary; // [bin]
    private readonly float[] _direct; // [bin]
    private readonly float[] _comb; // [bin]
    private readonly float[] _directBands; // [band]
    private readonly float[] _combBands; // [band]
    private readonly float[] _energies = new float[PathFormat.BandCount];

    /// <summary>Creates a synthesiser full of silence.</summary>
    /// <param name="format">The geometry.</param>
    public PathSynthesizer(PathFormat format)
    {
        _format = format;
        _bands = new BandAnalyzer(format);
        _fft = new RealFft(format.FrameLength);
        _window = Window.Vorbis(format.FrameLength);
        _samples = new float[format.FrameLength];
        _tail = new float[format.HopLength];
        _real = new float[format.BinCount];
        _imaginary = new float[format.BinCount];
        _direct = new float[format.BinCount];
        _comb = new float[format.BinCount];
        _directBands = new float[format.ActiveBandCount];
        _combBands = new float[format.ActiveBandCount];
    }

    /// <summary>Computes the hop that the frame completes.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="gains">34 band gains, 0 or more.</param>
    /// <param name="strengths">34 filtering strengths, 0 .. 1.</param>
    /// <param name="output">Receives HopLength samples: the first half of the frame's window.</param>
    public void Synthesize(PathFrame frame, ReadOnlySpan<float> gains, ReadOnlySpan<float> strengths, Span<float> output)
    {
        int active = _format.ActiveBandCount;

        // 1. Mix the noisy and the comb-filtered spectrum.
        for (int b = 0; b < active; b++)
        {
            float strength = frame.CombEnergies[b] > 0 ? strengths[b] : 0;
            _directBands[b] = 1 - strength;
            _combBands[b] = strength > 0 ? (float)(strength * Math.Sqrt((double)frame.Energies[b] / frame.CombEnergies[b])) : 0;
        }

        _format.Bank.InterpolateGains(_directBands, _direct);
        _format.Bank.InterpolateGains(_combBands, _comb);
        Mix(frame.Real, frame.CombReal, _real);
        Mix(frame.Imaginary, frame.CombImaginary, _imaginary);

        // 2. Give every band its energy back, and its gain.
        _bands.Energies(_real, _imaginary, _energies);
        for (int b = 0; b < active; b++)
        {
            double scale = _energies[b] > 0 ? Math.Sqrt((double)frame.Energies[b] / _energies[b]) : 1;
            _directBands[b] = (float)(gains[b] * Math.Min(scale, 4));
        }

        _format.Bank.InterpolateGains(_directBands, _direct);
        TensorPrimitives.Multiply(_real, _direct, _real);
        TensorPrimitives.Multiply(_imaginary, _direct, _imaginary);
        Overlap(_real, _imaginary, output);
    }

    /// <summary>Overlap-adds a spectrum that was made elsewhere.</summary>
    /// <param name="real">The spectrum.</param>
    /// <param name="imaginary">Its imaginary part.</param>
    /// <param name="output">Receives HopLength samples.</param>
    public void Overlap(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> output)
    {
        int hop = _format.HopLength;
        _fft.Inverse(real, imaginary, _samples);
        TensorPrimitives.Multiply(_samples, _window, _samples);
        TensorPrimitives.Add(_samples.AsSpan(0, hop), _tail, output);
        _samples.AsSpan(hop).CopyTo(_tail);
    }

    /// <summary>Returns to silence.</summary>
    public void Reset() => Array.Clear(_tail);

    private void Mix(float[] noisy, float[] comb, float[] mixed)
    {
        TensorPrimitives.Multiply(noisy, _direct, mixed);
        TensorPrimitives.MultiplyAdd(comb, _comb, mixed, mixed);
    }
}
