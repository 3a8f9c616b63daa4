// A real signal of 2 n samples through a complex transform of n points: z[m] = x[2 m] + i x[2 m + 1] (Cooley, Lewis and Welch,
// 1970). With W = exp(-i pi / n), E and O the spectra of even and odd samples, and Z[n] = Z[0]:
//   E[k] = (Z[k] + conj Z[n - k]) / 2, O[k] = (Z[k] - conj Z[n - k]) / 2i, X[k] = E + W^k O, X[n - k] = conj(E - W^k O).
// Bins k and n - k are made together from k = 0 up; the last group may cross the middle and then writes some bins twice.
using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Joins and parts the halves of a real transform; one width.</summary>
internal sealed unsafe class RealPacking<T> : IRealPacking
    where T : unmanaged, ILanes<T>
{
    private readonly int _length; // complex numbers n
    private readonly AlignedFloats _joinFactors; // [real or imaginary][k], W^k / 2
    private readonly AlignedFloats _partFactors; // [real or imaginary][k], W^k / 2 n
    private readonly int _factorCount;

    public RealPacking(int length)
    {
        _length = length;
        _factorCount = ((length / 2 / T.Count) + 1) * T.Count;
        _joinFactors = new AlignedFloats(2 * _factorCount);
        _partFactors = new AlignedFloats(2 * _factorCount);
        for (int k = 0; k < _factorCount; k++)
        {
            (double sin, double cos) = Math.SinCos(-Math.PI * k / length);
            _joinFactors.Pointer[k] = (float)(cos / 2);
            _joinFactors.Pointer[_factorCount + k] = (float)(sin / 2);
            _partFactors.Pointer[k] = (float)(cos / (2.0 * length));
            _partFactors.Pointer[_factorCount + k] = (float)(sin / (2.0 * length));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Join(float* zr, float* zi, float* real, float* imaginary)
    {
        zr[_length] = zr[0];
        zi[_length] = zi[0];
        T half = T.Broadcast(0.5f);
        float* wr = _joinFactors.Pointer;
        float* wi = wr + _factorCount;
        for (int k = 0; k <= _length / 2; k += T.Count)
        {
            int mirror = _length - k - (T.Count - 1);
            T ar = T.Load(zr + k);
            T ai = T.Load(zi + k);
            T br = T.Reverse(T.Load(zr + mirror));
            T bi = T.Reverse(T.Load(zi + mirror));
            T evenRe = (ar + br) * half;
            T evenIm = (ai - bi) * half;
            ComplexLanes<T> odd = new ComplexLanes<T>(ai + bi, br - ar) * new ComplexLanes<T>(T.Load(wr + k), T.Load(wi + k));
            T.Store(real + k, evenRe + odd.Re);
            T.Store(imaginary + k, evenIm + odd.Im);
            T.Store(real + mirror, T.Reverse(evenRe - odd.Re));
            T.Store(imaginary + mirror, T.Reverse(odd.Im - evenIm));
        }

        imaginary[0] = 0;
        imaginary[_length] = 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Part(float* real, float* imaginary, float* zr, float* zi)
    {
        float scale = 0.5f / _length;
        T scales = T.Broadcast(scale);
        float* wr = _partFactors.Pointer;
        float* wi = wr + _factorCount;
        for (int k = 0; k <= _length / 2; k += T.Count)
        {
            int mirror = _length - k - (T.Count - 1);
            T ar = T.Load(real + k);
            T ai = T.Load(imaginary + k);
            T br = T.Reverse(T.Load(real + mirror));
            T bi = T.Reverse(T.Load(imaginary + mirror));
            T evenRe = (ar + br) * scales;
            T evenIm = (ai - bi) * scales;
            T differenceRe = ar - br;
            T differenceIm = ai + bi;
            T factorRe = T.Load(wr + k);
            T factorIm = T.Load(wi + k);
            T oddRe = T.MultiplyAdd(factorRe, differenceRe, factorIm * differenceIm);
            T oddIm = T.SubtractProduct(factorRe * differenceIm, factorIm, differenceRe);
            T.Store(zr + k, evenRe - oddIm);
            T.Store(zi + k, evenIm + oddRe);
            T.Store(zr + mirror, T.Reverse(evenRe + oddIm));
            T.Store(zi + mirror, T.Reverse(oddRe - evenIm));
        }

        // The outer bins of a real signal's spectrum are real; whatever the caller left in their imaginary parts is not used.
        zr[0] = (real[0] + real[_length]) * scale;
        zi[0] = (real[0] - real[_length]) * scale;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Interleave(float* zr, float* zi, float* output)
    {
        int last = _length - T.Count;
        for (int m = 0; ; m = Math.Min(m + T.Count, last))
        {
            T.StorePairs(output + (2 * m), T.Load(zr + m), T.Load(zi + m));
            if (m == last)
            {
                break;
            }
        }
    }
}
