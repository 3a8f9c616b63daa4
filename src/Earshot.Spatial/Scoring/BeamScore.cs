using System.Numerics;
using Earshot.Signals.Randomness;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Scoring;

/// <summary>The centre's beam as single figures, over 500 Hz to 4 kHz.</summary>
/// <param name="NullDb">Front over the sides, energies averaged over frequency and both sides.</param>
/// <param name="ToleranceNullDb">The same at the 10th percentile when every driver errs by 0.5 dB and 3 degrees (standard deviations).</param>
/// <param name="DirectivityIndexDb">Front over the mean of the whole sphere, in dB, averaged over frequency.</param>
/// <param name="LowDirectivityIndexDb">The same for 300 to 500 Hz.</param>
/// <param name="Loss30Db">Front over 30 degrees, averaged over frequency and both sides.</param>
/// <param name="Loss45Db">Front over 45 degrees.</param>
/// <param name="BoostDb">Highest effort at any frequency of 100 Hz to 16 kHz.</param>
public sealed record BeamScore(
    double NullDb, double ToleranceNullDb, double DirectivityIndexDb, double LowDirectivityIndexDb, double Loss30Db, double Loss45Db, double BoostDb)
{
    private const int Trials = 400;
    private const double ToleranceDb = 0.5;
    private const double ToleranceDeg = 3;
    private const int Rings = 12;

    /// <summary>Computes the figures.</summary>
    /// <param name="feed">What the drivers play of the centre.</param>
    /// <param name="drivers">The drivers.</param>
    /// <param name="body">What carries them.</param>
    /// <param name="seed">Seed of the tolerances.</param>
    public static BeamScore Of(IDriverFeed feed, IReadOnlyList<Driver> drivers, IBody body, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(drivers);
        ArgumentNullException.ThrowIfNull(body);
        double[] band = FrequencyGrid.Logarithmic(500, 4000);
        double[] low = FrequencyGrid.Logarithmic(300, 500);
        double[] wide = FrequencyGrid.Logarithmic(100, 16000);
        Vector3D[] directions = [.. ((double[])[0, 90, -90, 30, -30, 45, -45]).Select(static a => FieldPlant.Direction(a))];
        FieldPlant field = FieldPlant.Compute(drivers, body, directions, band);
        Complex[] weights = Weights(feed, band); // [frequency][driver]
        double[,] levels = Energies(field, weights);
        return new BeamScore(
            NullDepth(levels),
            Tolerance(field, weights, drivers.Count, seed),
            DirectivityIndex(feed, drivers, body, band).Average(),
            DirectivityIndex(feed, drivers, body, low).Average(),
            Loss(levels, 3),
            Loss(levels, 5),
            wide.Max(hz => 10 * Math.Log10(Enumerable.Range(0, feed.DriverCount).Sum(n => Power(feed.Response(ProgrammeChannel.Center, n, hz))))));
    }

    /// <summary>Front over the mean of the whole sphere, in dB a frequency.</summary>
    /// <param name="feed">What the drivers play of the centre.</param>
    /// <param name="drivers">The drivers.</param>
    /// <param name="body">What carries them.</param>
    /// <param name="frequenciesHz">Frequencies in Hz.</param>
    public static double[] DirectivityIndex(IDriverFeed feed, IReadOnlyList<Driver> drivers, IBody body, double[] frequenciesHz)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(frequenciesHz);
        var quadrature = new SphereQuadrature(Rings);
        FieldPlant field = FieldPlant.Compute(drivers, body, [FieldPlant.Direction(0), .. quadrature.Directions], frequenciesHz);
        double[,] energies = Energies(field, Weights(feed, frequenciesHz));
        var index = new double[frequenciesHz.Length];
        for (int i = 0; i < index.Length; i++)
        {
            double mean = 0;
            for (int d = 0; d < quadrature.Weights.Length; d++)
            {
                mean += quadrature.Weights[d] * energies[d + 1, i];
            }

            index[i] = 10 * Math.Log10(energies[0, i] / mean);
        }

        return index;
    }

    private static Complex[] Weights(IDriverFeed feed, double[] hz)
    {
        var weights = new Complex[hz.Length * feed.DriverCount];
        for (int i = 0; i < hz.Length; i++)
        {
            for (int n = 0; n < feed.DriverCount; n++)
            {
                weights[(i * feed.DriverCount) + n] = feed.Response(ProgrammeChannel.Center, n, hz[i]);
            }
        }

        return weights;
    }

    // [direction, frequency]
    private static double[,] Energies(FieldPlant field, Complex[] weights)
    {
        int frequencies = field.FrequenciesHz.Length;
        var energies = new double[field.DirectionCount, frequencies];
        for (int d = 0; d < field.DirectionCount; d++)
        {
            for (int i = 0; i < frequencies; i++)
            {
                Complex sum = Complex.Zero;
                for (int n = 0; n < field.DriverCount; n++)
                {
                    sum += weights[(i * field.DriverCount) + n] * field.Path(d, n)[i];
                }

                energies[d, i] = Power(sum);
            }
        }

        return energies;
    }

    // Direction 0 is the front, 1 and 2 are the sides.
    private static double NullDepth(double[,] energies)
    {
        double sum = 0;
        int frequencies = energies.GetLength(1);
        for (int i = 0; i < frequencies; i++)
        {
            sum += (energies[1, i] + energies[2, i]) / 2 / energies[0, i];
        }

        return -10 * Math.Log10(sum / frequencies);
    }

    private static double Loss(double[,] energies, int direction)
    {
        double sum = 0;
        int frequencies = energies.GetLength(1);
        for (int i = 0; i < frequencies; i++)
        {
            sum += 10 * Math.Log10(energies[0, i] / ((energies[direction, i] + energies[direction + 1, i]) / 2));
        }

        return sum / frequencies;
    }

    private static double Tolerance(FieldPlant field, Complex[] weights, int drivers, ulong seed)
    {
        var random = new SeededRandom(seed);
        var depths = new double[Trials];
        var erring = new Complex[weights.Length];
        for (int t = 0; t < Trials; t++)
        {
            for (int n = 0; n < drivers; n++)
            {
                Complex error = Complex.FromPolarCoordinates(
                    Math.Pow(10, ToleranceDb * random.NextGaussian() / 20), ToleranceDeg * Math.PI / 180 * random.NextGaussian());
                for (int i = n; i < weights.Length; i += drivers)
                {
                    erring[i] = weights[i] * error;
                }
            }

            depths[t] = NullDepth(Energies(field, erring));
        }

        Array.Sort(depths);
        return depths[Trials / 10];
    }

    private static double Power(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
}
