using System.Numerics;

namespace Earshot.Signals.Randomness;

/// <summary>A small, fast generator whose sequence is part of its contract: the same seed gives the same numbers for ever.</summary>
/// <remarks>xoshiro256** 1.0 seeded by SplitMix64 (Blackman and Vigna, 2018). Not for secrets.</remarks>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">Any number; different seeds give unrelated sequences.</param>
    public SeededRandom(ulong seed) => Reseed(seed);

    /// <summary>Starts over, as a new generator with this seed would; allocates nothing.</summary>
    /// <param name="seed">Any number.</param>
    public void Reseed(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
        _spare = double.NaN;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">Lower end, included.</param>
    /// <param name="high">Upper end, excluded.</param>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1, without bias.</summary>
    /// <param name="count">Number of outcomes, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        // Lemire's multiply-shift; the few values that would bias the result are drawn again.
        ulong threshold = unchecked(0UL - (ulong)count) % (ulong)count;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), (ulong)count, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Standard normal, by the polar method of Marsaglia.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Math.Log(s) / s);
                _spare = v * scale;
                return u * scale;
            }
        }
    }

    /// <summary>Fills a span with independent standard normal numbers.</summary>
    /// <param name="target">What to fill.</param>
    public void FillGaussian(Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)NextGaussian();
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
