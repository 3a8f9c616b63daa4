using Earshot.Signals.Streaming;

namespace Earshot.Signals.Measures;

/// <summary>Scale-invariant signal-to-distortion ratio.</summary>
/// <remarks>
/// Le Roux, Wisdom, Erdogan and Hershey (2019), equation 3: the reference is scaled to the orthogonal projection of the estimate onto
/// it; what remains of the estimate is distortion. Unlike a plain ratio, a wrong gain costs nothing. The mean is not removed unless
/// asked for. Samples that are not finite count as 0.
/// </remarks>
public static class SiSdr
{
    /// <summary>Ratio of the projection to the rest.</summary>
    /// <param name="reference">The clean target.</param>
    /// <param name="estimate">As many samples, aligned.</param>
    /// <param name="removeMean">True to take the mean from both first.</param>
    /// <returns>
    /// dB; positive infinity for a scaled copy (in practice the rounding floor, above 100 dB), negative infinity for an estimate that
    /// is orthogonal to the reference, NaN when one is silent.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Measure(ReadOnlySpan<float> reference, ReadOnlySpan<float> estimate, bool removeMean = false)
    {
        SignalPair.ThrowIfUnequal(reference, estimate);
        double referenceMean = removeMean ? Mean(reference) : 0;
        double estimateMean = removeMean ? Mean(estimate) : 0;
        double cross = 0;
        double energy = 0;
        for (int n = 0; n < reference.Length; n++)
        {
            double s = Finite.OrZero(reference[n]) - referenceMean;
            cross += s * (Finite.OrZero(estimate[n]) - estimateMean);
            energy += s * s;
        }

        double scale = cross / energy;
        double target = 0;
        double distortion = 0;
        for (int n = 0; n < reference.Length; n++)
        {
            double s = scale * (Finite.OrZero(reference[n]) - referenceMean);
            double error = s - (Finite.OrZero(estimate[n]) - estimateMean);
            target += s * s;
            distortion += error * error;
        }

        return Decibels.FromPower(target / distortion);
    }

    /// <summary>What processing gained: the ratio of the estimate minus that of the unprocessed mixture.</summary>
    /// <param name="reference">The clean target.</param>
    /// <param name="mixture">What went in, as many samples.</param>
    /// <param name="estimate">What came out, as many samples.</param>
    /// <returns>dB; NaN when one of the three is silent.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Improvement(ReadOnlySpan<float> reference, ReadOnlySpan<float> mixture, ReadOnlySpan<float> estimate) =>
        Measure(reference, estimate) - Measure(reference, mixture);

    private static double Mean(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += Finite.OrZero(sample);
        }

        return samples.IsEmpty ? 0 : sum / samples.Length;
    }
}
