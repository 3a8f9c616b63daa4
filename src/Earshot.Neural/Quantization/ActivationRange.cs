// The range of activations, learned from examples: a fixed limit for QuantizedActivations, where a frame's own would let one outlier
// take all the steps. Magnitudes are counted in bins of a sixteenth octave (4 %), 2^-32 to 2^32.
// Cost: a logarithm a number while it learns; nothing in use.
namespace Earshot.Neural.Quantization;

/// <summary>Collects magnitudes of activations and proposes clipping limits.</summary>
public sealed class ActivationRange
{
    private const int BinsPerOctave = 16;
    private const int LowestOctave = -32;
    private const int Octaves = 64;
    private readonly long[] _counts = new long[BinsPerOctave * Octaves]; // [bin of log2 of the magnitude]
    private readonly double[] _energies = new double[BinsPerOctave * Octaves]; // [bin]

    /// <summary>Numbers seen, zeros included.</summary>
    public long Count { get; private set; }

    /// <summary>The largest magnitude seen.</summary>
    public float Largest { get; private set; }

    /// <summary>Takes a frame into account.</summary>
    /// <param name="values">Finite numbers, any count.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public void Observe(ReadOnlySpan<float> values)
    {
        if (values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new ArgumentException("expected finite numbers, found infinity or NaN", nameof(values));
        }

        foreach (float value in values)
        {
            float size = Math.Abs(value);
            Count++;
            Largest = Math.Max(Largest, size);
            if (size > 0)
            {
                int bin = BinOf(size);
                _counts[bin]++;
                _energies[bin] += (double)size * size;
            }
        }
    }

    /// <summary>A limit that a share of the numbers does not pass, to within a bin (4 %).</summary>
    /// <param name="percent">Above 0, at most 100; 100 gives the largest magnitude.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="InvalidOperationException">Nothing but zeros was seen.</exception>
    public float Percentile(double percent)
    {
        if (!(percent > 0 && percent <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "expected above 0, at most 100");
        }

        CheckSeen();
        double above = Count * (1 - (percent / 100));
        long passed = 0;
        for (int bin = _counts.Length - 1; bin > 0; bin--)
        {
            passed += _counts[bin];
            if (passed > above)
            {
                return Math.Min(Largest, UpperEdge(bin));
            }
        }

        return Math.Min(Largest, UpperEdge(0));
    }

    /// <summary>The limit with the least squared error in 8 bits: what is clipped against the size of a step.</summary>
    /// <exception cref="InvalidOperationException">Nothing but zeros was seen.</exception>
    public float LeastErrorLimit()
    {
        CheckSeen();
        float best = Largest;
        double least = Error(Largest);
        for (int bin = 0; bin < _counts.Length; bin++)
        {
            float limit = UpperEdge(bin);
            double error = limit < Largest && _counts[bin] > 0 ? Error(limit) : double.PositiveInfinity;
            (least, best) = error < least ? (error, limit) : (least, best);
        }

        return best;
    }

    // Rounding errors are uniform over a step where numbers are larger than it, and the number itself where it is smaller than half.
    private double Error(float limit)
    {
        double step = limit / 127.0;
        double sum = 0;
        for (int bin = 0; bin < _counts.Length; bin++)
        {
            if (_counts[bin] > 0)
            {
                double size = Math.Sqrt(_energies[bin] / _counts[bin]);
                double error = size > limit ? size - limit : size < step / 2 ? size : step / Math.Sqrt(12);
                sum += _counts[bin] * error * error;
            }
        }

        return sum;
    }

    private void CheckSeen()
    {
        if (Largest == 0)
        {
            throw new InvalidOperationException("no limit can be found: nothing but zeros was observed");
        }
    }

    private static int BinOf(float size) =>
        Math.Clamp((int)Math.Floor((Math.Log2(size) - LowestOctave) * BinsPerOctave), 0, (BinsPerOctave * Octaves) - 1);

    private static float UpperEdge(int bin) => (float)Math.Pow(2, LowestOctave + ((bin + 1.0) / BinsPerOctave));
}
