namespace Earshot.Evaluation.Tails;

/// <summary>The Anderson-Darling distance A^2 of a sorted sample from a law; it weighs the tails most.</summary>
/// <remarks>T. W. Anderson and D. A. Darling, JASA 49 (1954), given the law's probabilities of the sorted values.</remarks>
internal static class AndersonDarling
{
    public static double Statistic(ReadOnlySpan<double> sorted, Func<double, double> probability)
    {
        int n = sorted.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            // Held off 0 and 1, so that one impossible value gives a large distance and not an infinite one.
            double low = Math.Clamp(probability(sorted[i]), 1e-15, 1 - 1e-15);
            double high = Math.Clamp(probability(sorted[n - 1 - i]), 1e-15, 1 - 1e-15);
            sum += ((2 * i) + 1) * (Math.Log(low) + Math.Log(1 - high));
        }

        return -n - (sum / n);
    }
}
