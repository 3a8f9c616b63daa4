namespace Earshot.Signals.Convolution;

/// <summary>Many spectra of one length in split form, padded to a multiple of <see cref="SpectralProducts.Block"/> bins each.</summary>
internal sealed class SpectrumSet
{
    private readonly float[] _real; // [spectrum][Stride]
    private readonly float[] _imaginary; // [spectrum][Stride]
    private readonly int _binCount;

    public SpectrumSet(int count, int binCount)
    {
        _binCount = binCount;
        Stride = (binCount + SpectralProducts.Block - 1) / SpectralProducts.Block * SpectralProducts.Block;
        _real = new float[checked(count * Stride)];
        _imaginary = new float[_real.Length];
    }

    /// <summary>Elements from spectrum to spectrum; those past the bins stay 0.</summary>
    public int Stride { get; }

    public Span<float> Real(int index) => _real.AsSpan(index * Stride, _binCount);

    public Span<float> Imaginary(int index) => _imaginary.AsSpan(index * Stride, _binCount);

    public SplitReference At(int index) => new(ref _real[index * Stride], ref _imaginary[index * Stride]);

    public void Clear()
    {
        Array.Clear(_real);
        Array.Clear(_imaginary);
    }
}
