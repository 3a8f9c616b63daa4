namespace Earshot.Evaluation.Tails;

/// <summary>The first two sample L-moments and the L-skewness.</summary>
/// <remarks>
/// J. R. M. Hosking, JRSS B 52 (1990): unbiased, from probability-weighted moments b_r of the sorted sample;
/// l1 = b0, l2 = 2 b1 - b0, l3 = 6 b2 - 6 b1 + b0. Less swayed by one extreme value than ordinary moments are.
/// </remarks>
/// <param name="Mean">The first, l1.</param>
/// <param name="Scale">The second, l2: half the expected distance of two draws.</param>
/// <param name="Skewness">l3 / l2, -1..1; 0.1699 for a Gumbel law.</param>
internal readonly record struct LinearMoments(double Mean, double Scale, double Skewness)
{
    public static LinearMoments Of(ReadOnlySpan<double> sorted)
    {
        int n = sorted.Length;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        for (int i = 0; i < n; i++)
        {
            b0 += sorted[i];
            b1 += sorted[i] * i / (n - 1);
            b2 += n > 2 ? sorted[i] * i / (n - 1) * (i - 1) / (n - 2) : 0;
        }

        b0 /= n;
        b1 /= n;
        b2 /= n;
        double scale = (2 * b1) - b0;
        return new LinearMoments(b0, scale, ((6 * b2) - (6 * b1) + b0) / scale);
    }
}
