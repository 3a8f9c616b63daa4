using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Fits an exponential decay to the energies that a mark leaves behind.</summary>
/// <remarks>
/// Maximum likelihood with e = m + n, m = A exp(-13.8 t / RT60), and n normal with variance 0.2^2 + (0.4 m)^2: what chance leaves in 20 bins,
/// and how much a decaying room differs from its mean in them. RT60 on a grid of 3 %, A by weighted least squares, its weights
/// renewed a few times. Both constants were chosen on marks that the evaluation does not use.
/// </remarks>
internal static class EnergyDecayFit
{
    /// <summary>Rows that are fitted: 400 ms.</summary>
    public const int Length = 80;

    private const double Shortest = 0.05;
    private const double Longest = 3;
    private const double GridStep = 1.03;
    private const double NoiseVariance = 0.04;
    private const double RelativeVariance = 0.16;
    private const double LeastAmplitude = 0.05;
    private const int Rounds = 8;

    /// <summary>The reverberation time.</summary>
    /// <param name="energies"><see cref="Length"/> values, one a row.</param>
    public static double Rt60Seconds(ReadOnlySpan<double> energies)
    {
        double best = double.PositiveInfinity;
        double answer = Shortest;
        for (double rt60 = Shortest; rt60 <= Longest; rt60 *= GridStep)
        {
            // 60 dB are ln(10^6) = 13.8.
            double keep = Math.Exp(-Math.Log(1e6) * FeatureGrid.RowSeconds / rt60);
            double cost = Cost(energies, keep);
            if (cost < best)
            {
                best = cost;
                answer = rt60;
            }
        }

        return answer;
    }

    private static double Cost(ReadOnlySpan<double> energies, double keep)
    {
        double amplitude = Math.Max(energies[0], LeastAmplitude);
        for (int round = 0; round < Rounds; round++)
        {
            double numerator = 0;
            double denominator = 0;
            double decay = 1;
            foreach (double energy in energies)
            {
                double weight = decay / Variance(amplitude * decay);
                numerator += energy * weight;
                denominator += decay * weight;
                decay *= keep;
            }

            amplitude = Math.Max(numerator / denominator, LeastAmplitude);
        }

        double cost = 0;
        double mean = amplitude;
        foreach (double energy in energies)
        {
            double variance = Variance(mean);
            cost += ((energy - mean) * (energy - mean) / variance) + Math.Log(variance);
            mean *= keep;
        }

        return cost;
    }

    private static double Variance(double mean) => NoiseVariance + (RelativeVariance * mean * mean);
}
