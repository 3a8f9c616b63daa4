// Crosstalk cancellation and null steering for any number of drivers. At each frequency and for each programme channel: the far
// ear's energy, averaged over a cloud of head positions, is minimised with the near ear's response at the nominal position held at that of one
// ideal source in the device's centre, so that the near ear hears no colour; see ConstrainedQuadratic for the algebra.
// Sources: Kirkeby and Nelson, J. AES 47 (1999); robustness over head positions after Ward and Elko, IEEE SPL 6 (1999); the target gain after
// the published description of a compact speaker's stage. No flat-spectrum choice of the multiplier is made (see docs/patents.md).
// Cost: one eigenvalue decomposition of N x N and some hundred scalar steps a frequency and channel.
using System.Numerics;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>Designs the weights of the left and the right programme channel.</summary>
internal static class CrosstalkDesigner
{
    private const double SmoothingOctaves = 1 / 3.0;

    /// <summary>Designs one programme channel.</summary>
    /// <param name="near">The ear that shall hear the channel.</param>
    /// <param name="cloud">Head positions, the nominal one first, with weights above 0.</param>
    /// <param name="reference">What an ideal source in the device's centre gives the near ear at the nominal position.</param>
    /// <param name="drivers">The drivers, for what each may take.</param>
    /// <param name="options">Target and cap.</param>
    public static DriverWeights Design(
        Ear near, IReadOnlyList<(EarPlant Plant, double Weight)> cloud, ReadOnlySpan<Complex> reference, IReadOnlyList<Driver> drivers, CrosstalkOptions options)
    {
        EarPlant nominal = cloud[0].Plant;
        double[] hz = nominal.FrequenciesHz.ToArray();
        int count = nominal.DriverCount;
        Ear far = near == Ear.Left ? Ear.Right : Ear.Left;
        double total = cloud.Sum(static c => c.Weight);

        // 1. Every frequency: the problem, and the smallest multiplier that the cap allows and the target asks for.
        var problems = new ConstrainedQuadratic[hz.Length];
        var least = new double[hz.Length];
        var wanted = new double[hz.Length];
        var path = new Complex[count];
        for (int i = 0; i < hz.Length; i++)
        {
            var unwanted = new Complex[count, count];
            foreach ((EarPlant plant, double weight) in cloud)
            {
                AddFarEar(plant, far, i, weight / total, drivers, hz[i], unwanted);
            }

            for (int n = 0; n < count; n++)
            {
                path[n] = nominal.Path(near, n)[i] * drivers[n].Share(hz[i]);
            }

            problems[i] = new ConstrainedQuadratic(unwanted, path);
            double level = Power(reference[i]);
            least[i] = problems[i].ForEffort(Math.Pow(10, options.EffortCap.At(hz[i]) / 10) / level);
            wanted[i] = Math.Max(least[i], problems[i].ForUnwanted(Math.Pow(10, -options.Target.At(hz[i]) / 10)));
        }

        // 2. The multiplier without kinks, but never below what the cap allows.
        double[] smooth = LogSmoothing.Smooth(hz, wanted, SmoothingOctaves);

        // 3. Weights; outside the band those of least effort, which at low frequencies are all alike. Both keep the near ear's
        // response, so any mixture does.
        var result = new DriverWeights(count, hz);
        var weights = new Complex[count];
        var cheapest = new Complex[count];
        for (int i = 0; i < hz.Length; i++)
        {
            problems[i].Solve(Math.Max(smooth[i], least[i]), reference[i], weights);
            double share = InBand(hz[i], options);
            problems[i].Solve(ConstrainedQuadratic.MatchedFilter, reference[i], cheapest);
            for (int n = 0; n < count; n++)
            {
                result.Edit(n)[i] = drivers[n].Share(hz[i]) * ((share * weights[n]) + ((1 - share) * cheapest[n]));
            }
        }

        return result;
    }

    // R += weight c* c^T over the far ear's paths.
    private static void AddFarEar(
        EarPlant plant, Ear far, int frequency, double weight, IReadOnlyList<Driver> drivers, double hz, Complex[,] unwanted)
    {
        int count = plant.DriverCount;
        Span<Complex> c = stackalloc Complex[count];
        for (int n = 0; n < count; n++)
        {
            c[n] = plant.Path(far, n)[frequency] * drivers[n].Share(hz);
        }

        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                unwanted[row, column] += weight * Complex.Conjugate(c[row]) * c[column];
            }
        }
    }

    // 1 within the band, falling to 0 over an octave around each edge, smooth over log frequency.
    private static double InBand(double hz, CrosstalkOptions options)
    {
        static double Rise(double octaves) => octaves <= -0.5 ? 0 : octaves >= 0.5 ? 1 : 0.5 * (1 + Math.Sin(Math.PI * octaves));
        return hz <= 0 ? 0 : Rise(Math.Log2(hz / options.LowHz)) * Rise(Math.Log2(options.HighHz / hz));
    }

    private static double Power(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
}
