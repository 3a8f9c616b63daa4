// The ideal strength of the comb filter in one band (Valin et al. 2020, section 4.2). Seen along the periodic part u of the voice, the
// noisy band y has the coherence q_y and the filtered band p the coherence q_p = q_y / sqrt((1 - s2) q_y^2 + s2), s2 the tap power.
// With both scaled to one energy, y + alpha p has the coherence of the clean band, q_x, where
// a alpha^2 + 2 b alpha + q_y^2 - q_x^2 = 0, a = q_p^2 - q_x^2, b = q_p q_y (1 - q_x^2); the strength is r = alpha / (1 + alpha).
// When even p is not periodic enough, r = 1, and the noise that stays is answered by a lower gain, n0 = 0.03 (15 dB) being tolerated.
namespace Earshot.Denoising.SignalPath;

/// <summary>How strongly the comb filter should act, from pitch coherences.</summary>
internal static class FilteringStrength
{
    private const double ToleratedNoise = 0.03;

    /// <summary>The ideal strength, and the factor by which the band's gain is lowered when the strength does not suffice.</summary>
    /// <param name="noisyCoherence">q_y, -1 .. 1.</param>
    /// <param name="cleanCoherence">q_x, -1 .. 1.</param>
    /// <param name="tapPower">s2, the comb's sum of squared weights, above 0 .. 1.</param>
    /// <returns>Strength and attenuation, both 0 .. 1.</returns>
    public static (double Strength, double Attenuation) Ideal(double noisyCoherence, double cleanCoherence, double tapPower)
    {
        double qy = Math.Clamp(noisyCoherence, 0, 1);
        double qx = Math.Clamp(cleanCoherence, 0, 1);
        if (qx <= qy)
        {
            return (0, 1);
        }

        double qp = qy / Math.Sqrt(((1 - tapPower) * qy * qy) + tapPower);
        if (qp <= qx)
        {
            return (1, Math.Sqrt((1 + ToleratedNoise - (qx * qx)) / (1 + ToleratedNoise - (qp * qp))));
        }

        // a > 0 > qy^2 - qx^2, so one root is positive; written so that it does not cancel.
        double a = (qp * qp) - (qx * qx);
        double b = qp * qy * (1 - (qx * qx));
        double c = (qx * qx) - (qy * qy);
        double alpha = c / (Math.Sqrt((b * b) + (a * c)) + b);
        return (alpha / (1 + alpha), 1);
    }
}
