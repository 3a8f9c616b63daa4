using System.Numerics.Tensors;

namespace Earshot.Denoising.SignalPath;

/// <summary>Energies and coherences of bands.</summary>
internal sealed class BandAnalyzer
{
    private readonly PathFormat _format;
    private readonly float[] _power; // [bin]
    private readonly float[] _scales; // [band], 1 / (sum of weights FrameLength^2)

    /// <summary>Creates the scratch memory.</summary>
    /// <param name="format">The geometry.</param>
    public BandAnalyzer(PathFormat format)
    {
        _format = format;
        _power = new float[format.BinCount];
        _scales = new float[format.ActiveBandCount];
        double frame = format.FrameLength;
        for (int b = 0; b < _scales.Length; b++)
        {
            _scales[b] = (float)(1 / (TensorPrimitives.Sum(format.Bank.Weights(b)) * frame * frame));
        }
    }

    /// <summary>Mean power of a bin in each band.</summary>
    /// <param name="real">A spectrum.</param>
    /// <param name="imaginary">Its imaginary part.</param>
    /// <param name="energies">Receives 34 energies; 0 beyond the active bands.</param>
    public void Energies(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> energies) =>
        Products(real, imaginary, real, imaginary, energies);

    /// <summary>Mean of Re(a conj b) in each band.</summary>
    public void Products(ReadOnlySpan<float> aReal, ReadOnlySpan<float> aImaginary, ReadOnlySpan<float> bReal, ReadOnlySpan<float> bImaginary, Span<float> products)
    {
        TensorPrimitives.Multiply(aReal, bReal, _power);
        TensorPrimitives.MultiplyAdd(aImaginary, bImaginary, _power, _power);
        Span<float> active = products[.._scales.Length];
        _format.Bank.Apply(_power, active);
        TensorPrimitives.Multiply(active, _scales, active);
        products[_scales.Length..].Clear();
    }

    /// <summary>Pitch coherence of each band from the frame's two spectra, with the energies of the second.</summary>
    public void Coherences(PathFrame frame)
    {
        Energies(frame.CombReal, frame.CombImaginary, frame.CombEnergies);
        Products(frame.Real, frame.Imaginary, frame.CombReal, frame.CombImaginary, frame.Coherences);
        for (int b = 0; b < _scales.Length; b++)
        {
            // The roots are taken apart because the product of two energies can leave float32.
            double norms = Math.Sqrt(frame.Energies[b]) * Math.Sqrt(frame.CombEnergies[b]);
            frame.Coherences[b] = norms > 1e-15 ? (float)Math.Clamp(frame.Coherences[b] / norms, -1, 1) : 0;
        }
    }
}
