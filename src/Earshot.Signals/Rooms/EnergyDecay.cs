namespace Earshot.Signals.Rooms;

/// <summary>How the energy of an impulse response decays, and the room measures that follow from it.</summary>
/// <remarks>
/// Backward integration after Schroeder, JASA 37 (1965); measures after ISO 3382-1. No compensation of a noise floor: meant for
/// simulated responses, or measured ones that were cut before their noise. Cost: one pass in double precision.
/// </remarks>
public sealed class EnergyDecay
{
    /// <summary>Half width of the window that counts as direct sound, in seconds (as Zahorik, JASA 112, 2002).</summary>
    public const double DirectWindowSeconds = 0.0025;

    private readonly double[] _remaining; // [sample], energy from this sample on

    private EnergyDecay(ReadOnlySpan<float> response, int sampleRate, int directIndex)
    {
        SampleRate = sampleRate;
        DirectIndex = directIndex;
        _remaining = new double[response.Length + 1];
        for (int n = response.Length - 1; n >= 0; n--)
        {
            _remaining[n] = _remaining[n + 1] + ((double)response[n] * response[n]);
        }
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Sample at which the direct sound arrives.</summary>
    public int DirectIndex { get; }

    /// <summary>Samples on the curve.</summary>
    public int Length => _remaining.Length - 1;

    /// <summary>Early decay time: six times the time from 0 to -10 dB, by a straight line through that range. Seconds.</summary>
    public double EarlyDecayTime => DecayTime(0, -10);

    /// <summary>Reverberation time from the range -5 .. -25 dB, in seconds.</summary>
    public double T20 => DecayTime(-5, -25);

    /// <summary>Reverberation time from the range -5 .. -35 dB, in seconds.</summary>
    public double T30 => DecayTime(-5, -35);

    /// <summary>Clarity C50 in dB: energy of the first 50 ms from the direct sound over what follows.</summary>
    public double C50 => ClarityDb(0.05);

    /// <summary>Energy within <see cref="DirectWindowSeconds"/> of the direct sound over everything after it, in dB.</summary>
    public double DirectToReverberantDb => ClarityDb(DirectWindowSeconds);

    /// <summary>Analyses a whole impulse response.</summary>
    /// <param name="response">The impulse response.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static EnergyDecay Of(RoomImpulseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Of(response.Samples, response.SampleRate, (int)Math.Round(response.DirectIndex));
    }

    /// <summary>Analyses a whole impulse response.</summary>
    /// <param name="response">One or more samples.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="directIndex">Sample at which the direct sound arrives; the strongest sample where it is not given.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the index is out of range.</exception>
    public static EnergyDecay Of(ReadOnlySpan<float> response, int sampleRate, int? directIndex = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (response.IsEmpty)
        {
            throw new ArgumentException("an impulse response needs one sample or more", nameof(response));
        }

        int direct = directIndex ?? System.Numerics.Tensors.TensorPrimitives.IndexOfMaxMagnitude(response);
        ArgumentOutOfRangeException.ThrowIfNegative(direct, nameof(directIndex));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(direct, response.Length, nameof(directIndex));
        return new EnergyDecay(response, sampleRate, direct);
    }

    /// <summary>
    /// Analyses only what follows the direct sound, so that a strong direct path, which is no part of the decay, cannot bend
    /// the evaluation range of T20 and T30.
    /// </summary>
    /// <param name="response">The impulse response.</param>
    /// <exception cref="ArgumentException">Nothing follows the direct sound.</exception>
    public static EnergyDecay OfReverberation(RoomImpulseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        int start = (int)Math.Round(response.DirectIndex + (DirectWindowSeconds * response.SampleRate)) + 1;
        ReadOnlySpan<float> samples = response.Samples;
        return start < samples.Length
            ? Of(samples[start..], response.SampleRate, 0)
            : throw new ArgumentException("nothing follows the direct sound", nameof(response));
    }

    /// <summary>Energy that is still to come at a sample, relative to the whole.</summary>
    /// <param name="sample">Sample index, 0 .. <see cref="Length"/> - 1.</param>
    /// <returns>Decibels, 0 at the start and falling; negative infinity after the last energy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public double LevelDb(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Length);
        return 10 * Math.Log10(_remaining[sample] / _remaining[0]);
    }

    /// <summary>Time for 60 dB of decay, from a least-squares line through a range of the curve.</summary>
    /// <param name="upperDb">Where the range starts, 0 or less.</param>
    /// <param name="lowerDb">Where the range ends, below <paramref name="upperDb"/>.</param>
    /// <returns>Seconds; NaN where the curve does not fall that far.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public double DecayTime(double upperDb, double lowerDb)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upperDb, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lowerDb, upperDb);
        // 1. The range on the falling curve -> first, last.
        int first = FirstAtOrBelow(upperDb);
        int last = FirstAtOrBelow(lowerDb);
        if (last >= Length || last - first < 2)
        {
            return double.NaN;
        }

        // 2. Slope of the regression of level on time, in dB per sample.
        double centre = (first + last - 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int n = first; n < last; n++)
        {
            double time = n - centre;
            covariance += time * LevelDb(n);
            variance += time * time;
        }

        return -60 * variance / (covariance * SampleRate);
    }

    /// <summary>Early-to-late energy ratio around a time after the direct sound; what comes before the direct sound counts as early.</summary>
    /// <param name="boundarySeconds">The boundary, 0 or more.</param>
    /// <returns>Decibels; infinite where nothing comes late.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The boundary is negative.</exception>
    public double ClarityDb(double boundarySeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(boundarySeconds);
        int boundary = (int)Math.Min(Length, DirectIndex + Math.Round(boundarySeconds * SampleRate) + 1);
        double late = _remaining[boundary];
        return 10 * Math.Log10((_remaining[0] - late) / late);
    }

    // The curve never rises, so a binary search finds the first sample at or below a level.
    private int FirstAtOrBelow(double levelDb)
    {
        double energy = _remaining[0] * Math.Pow(10, levelDb / 10);
        int low = 0;
        int high = Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_remaining[middle] <= energy)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
