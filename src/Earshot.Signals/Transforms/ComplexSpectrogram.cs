namespace Earshot.Signals.Transforms;

/// <summary>Spectra of consecutive frames in split form.</summary>
public sealed class ComplexSpectrogram
{
    private readonly float[] _real; // [frame][bin]
    private readonly float[] _imaginary; // [frame][bin]

    /// <summary>Creates an all-zero spectrogram.</summary>
    /// <param name="frameCount">Number of frames, 0 or more.</param>
    /// <param name="binCount">Bins per frame, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public ComplexSpectrogram(int frameCount, int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        FrameCount = frameCount;
        BinCount = binCount;
        _real = new float[checked(frameCount * binCount)];
        _imaginary = new float[_real.Length];
    }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>Bins per frame.</summary>
    public int BinCount { get; }

    /// <summary>Real parts of one frame.</summary>
    /// <param name="frame">Frame, 0 .. <see cref="FrameCount"/> - 1.</param>
    public Span<float> Real(int frame) => _real.AsSpan(frame * BinCount, BinCount);

    /// <summary>Imaginary parts of one frame.</summary>
    /// <param name="frame">Frame, 0 .. <see cref="FrameCount"/> - 1.</param>
    public Span<float> Imaginary(int frame) => _imaginary.AsSpan(frame * BinCount, BinCount);

    /// <summary>Squared magnitudes of one frame.</summary>
    /// <param name="frame">Frame, 0 .. <see cref="FrameCount"/> - 1.</param>
    /// <param name="power">Receives BinCount values.</param>
    /// <exception cref="ArgumentException"><paramref name="power"/> has another length.</exception>
    public void Power(int frame, Span<float> power)
    {
        SpanLength.Require(power.Length, BinCount, nameof(power));
        Spectrum.Power(Real(frame), Imaginary(frame), power);
    }
}
