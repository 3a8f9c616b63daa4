// Cutting a filter to its taps smears the spectrum, and where a cap binds the effort then runs over it by some tenths of a dB. So: design,
// cut, measure, lower the cap by what ran over where it did, and design again; two or three rounds settle it below a tenth.
using System.Numerics;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>Designs whose finite filters keep the effort cap, not only the ideal weights.</summary>
internal static class CapKeeping
{
    private const double StepsPerOctave = 20;
    private const double LowHz = 50;
    private const double Reserve = 0.02;

    /// <summary>Cancellation under its cap.</summary>
    public static DriverWeights Design(Func<CrosstalkOptions, DriverWeights> design, CrosstalkOptions options, int taps, int delay, int passes) => Repeat(
        cap => design(new CrosstalkOptions { Target = options.Target, EffortCap = cap, LowHz = options.LowHz, HighHz = options.HighHz }),
        options.EffortCap,
        taps,
        delay,
        passes);

    /// <summary>A beam under its cap.</summary>
    public static DriverWeights Design(Func<BeamOptions, DriverWeights> design, BeamOptions options, int taps, int delay, int passes) => Repeat(
        cap => design(new BeamOptions
        {
            NullDepth = options.NullDepth,
            NullAzimuthDeg = options.NullAzimuthDeg,
            NullWidthDeg = options.NullWidthDeg,
            Directivity = options.Directivity,
            EffortCap = cap,
        }),
        options.EffortCap,
        taps,
        delay,
        passes);

    private static DriverWeights Repeat(Func<DecibelCurve, DriverWeights> design, DecibelCurve cap, int taps, int delay, int passes)
    {
        DriverWeights weights = design(cap);
        double high = weights.FrequenciesHz[^1];
        double[] grid = FrequencyGrid.Logarithmic(LowHz, high, (int)StepsPerOctave);
        double[] lowered = [.. grid.Select(cap.At)];
        for (int pass = 1; pass < passes; pass++)
        {
            double[] excess = Excess(weights, grid, cap, taps, delay);
            if (excess.Max() < Reserve)
            {
                break;
            }

            for (int i = 0; i < grid.Length; i++)
            {
                // A neighbour's excess counts too: the taps cannot resolve a notch in the cap.
                double worst = Math.Max(excess[i], Math.Max(excess[Math.Max(0, i - 1)], excess[Math.Min(grid.Length - 1, i + 1)]));
                lowered[i] -= Math.Max(0, worst) + (worst > 0 ? Reserve : 0);
            }

            weights = design(new DecibelCurve([.. grid.Select((hz, i) => (hz, lowered[i]))]));
        }

        return weights;
    }

    private static double[] Excess(DriverWeights weights, double[] grid, DecibelCurve cap, int taps, int delay)
    {
        int rate = (int)Math.Round(2 * weights.FrequenciesHz[^1]);
        FilterSet filters = FilterBuilder.Build("trial", [weights], rate, taps, delay);
        return
        [
            .. grid.Select(hz =>
            {
                double effort = 0;
                for (int n = 0; n < filters.DriverCount; n++)
                {
                    Complex w = filters.Response(ProgrammeChannel.Left, n, hz);
                    effort += (w.Real * w.Real) + (w.Imaginary * w.Imaginary);
                }

                return (10 * Math.Log10(effort)) - cap.At(hz);
            }),
        ];
    }
}
