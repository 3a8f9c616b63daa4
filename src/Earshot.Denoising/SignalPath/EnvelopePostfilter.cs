// The envelope postfilter of PercepNet (Valin et al. 2020, section 5): g' = g sin(pi g / 2) deepens the bands that stay noisy, and the factor
// G = sqrt((1 + beta) q / (1 + beta q^2)), q = E0 / E1 the energy before over after, beta = 0.02, gives loudness back. G is largest at
// q = 1 / sqrt(beta), where it is 5.57 dB, and falls again for frames that were mostly noise. E0 and E1 are powers.
namespace Earshot.Denoising.SignalPath;

/// <summary>Lowers the bands that stay noisy and makes up for the loudness.</summary>
internal static class EnvelopePostfilter
{
    private const double Beta = 0.02;

    /// <summary>Changes the gains of one frame.</summary>
    /// <param name="gains">Band gains, 0 .. 1.</param>
    /// <param name="energies">As many band energies of the noisy frame.</param>
    public static void Apply(Span<float> gains, ReadOnlySpan<float> energies)
    {
        double before = 0;
        double after = 0;
        for (int b = 0; b < gains.Length; b++)
        {
            double gain = gains[b];
            double warped = gain * Math.Sin(0.5 * Math.PI * gain);
            before += gain * gain * energies[b];
            after += warped * warped * energies[b];
            gains[b] = (float)warped;
        }

        float makeUp = (float)MakeUp(before, after);
        foreach (ref float gain in gains)
        {
            gain *= makeUp;
        }
    }

    /// <summary>The make-up gain for energies before and after.</summary>
    public static double MakeUp(double before, double after)
    {
        if (!(after > 0))
        {
            return 1;
        }

        double q = before / after;
        return Math.Sqrt((1 + Beta) * q / (1 + (Beta * q * q)));
    }
}
