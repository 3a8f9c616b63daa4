// Beamforming of the drivers for the centre: one on the axis, quiet at both sides, by the algebra of ConstrainedQuadratic with
// R = (1 - v) R_sides + v R_sphere. The share v of the whole sphere is the largest that still keeps the wanted null depth, so
// nulls that are deep enough pay for directivity; a knob scales it.
// Sources: constrained least squares as for the crosstalk (Frost 1972); the trade of null depth against directivity after Luo,
// "Constant directivity loudspeaker beamforming", arXiv 2407.01860 (2024), of which the idea is used, not the text.
// Cost: some fifteen eigenvalue decompositions of N x N a frequency.
using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>Designs the weights of the centre; keeps the far fields, which do not depend on the options, between designs.</summary>
internal sealed class BeamDesigner
{
    private const int Rings = 8;
    private const int Steps = 12;
    private const double SmoothingOctaves = 1 / 3.0;

    private readonly IReadOnlyList<Driver> _drivers;
    private readonly IBody _body;
    private readonly double[] _hz;
    private readonly double[][] _allowed; // [frequency][driver]
    private readonly Complex[][] _front; // [frequency][driver]
    private readonly Complex[][,] _sphere; // [frequency][driver, driver]

    /// <summary>Computes what every design needs.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="body">What carries them.</param>
    /// <param name="frequenciesHz">The bins.</param>
    public BeamDesigner(IReadOnlyList<Driver> drivers, IBody body, double[] frequenciesHz)
    {
        _drivers = drivers;
        _body = body;
        _hz = frequenciesHz;
        var quadrature = new SphereQuadrature(Rings);
        FieldPlant front = FieldPlant.Compute(drivers, body, [FieldPlant.Direction(0)], frequenciesHz);
        FieldPlant sphere = FieldPlant.Compute(drivers, body, quadrature.Directions, frequenciesHz);
        _allowed = [.. frequenciesHz.Select(hz => drivers.Select(d => d.Share(hz)).ToArray())];
        _front = [.. frequenciesHz.Select((_, i) => Enumerable.Range(0, drivers.Count).Select(n => front.Path(0, n)[i] * _allowed[i][n]).ToArray())];
        _sphere = [.. frequenciesHz.Select((_, i) => Energy(sphere, quadrature.Weights, i, _allowed[i]))];
    }

    /// <summary>Designs the centre's channel.</summary>
    /// <param name="options">Nulls, knob and cap.</param>
    public DriverWeights Design(BeamOptions options)
    {
        Vector3D[] sides = Sides(options);
        FieldPlant side = FieldPlant.Compute(_drivers, _body, sides, _hz);
        double[] sideWeights = [.. sides.Select(_ => 1.0 / sides.Length)];

        // 1. Every frequency: what the sides get, and the largest share of the sphere that keeps the nulls.
        var sideEnergy = new Complex[_hz.Length][,];
        var shares = new double[_hz.Length];
        var caps = new double[_hz.Length];
        for (int i = 0; i < _hz.Length; i++)
        {
            sideEnergy[i] = Energy(side, sideWeights, i, _allowed[i]);
            caps[i] = Math.Pow(10, options.EffortCap.At(_hz[i]) / 10);
            double target = Math.Pow(10, -options.NullDepth.At(_hz[i]) / 10);
            shares[i] = LogShare(sideEnergy[i], _sphere[i], _front[i], caps[i], target);
        }

        // 2. Without kinks -> weights.
        double[] smooth = LogSmoothing.Smooth(_hz, shares, SmoothingOctaves);
        var result = new DriverWeights(_drivers.Count, _hz);
        var weights = new Complex[_drivers.Count];
        for (int i = 0; i < _hz.Length; i++)
        {
            double share = options.Directivity * Math.Pow(2, smooth[i]);
            var problem = new ConstrainedQuadratic(Blend(sideEnergy[i], _sphere[i], share), _front[i]);
            problem.Solve(problem.ForEffort(caps[i]), Complex.One, weights);
            for (int n = 0; n < weights.Length; n++)
            {
                result.Edit(n)[i] = weights[n] * _allowed[i][n];
            }
        }

        return result;
    }

    private static Vector3D[] Sides(BeamOptions options)
    {
        double half = options.NullWidthDeg / 2;
        double[] offsets = half > 0 ? [-half, -half / 2, 0, half / 2, half] : [0];
        return [.. offsets.SelectMany(o => (Vector3D[])[FieldPlant.Direction(options.NullAzimuthDeg + o), FieldPlant.Direction(-options.NullAzimuthDeg - o)])];
    }

    // Base-2 logarithm of the largest share of the sphere, 2^-20 .. 1, with which the sides stay at the target.
    private static double LogShare(Complex[,] sides, Complex[,] sphere, Complex[] path, double cap, double target)
    {
        const double lowest = -20;
        double Level(double log)
        {
            var problem = new ConstrainedQuadratic(Blend(sides, sphere, Math.Pow(2, log)), path);
            var weights = new Complex[path.Length];
            problem.Solve(problem.ForEffort(cap), Complex.One, weights);
            return Quadratic(sides, weights);
        }

        if (Level(0) <= target)
        {
            return 0;
        }

        double low = lowest;
        double high = 0;
        for (int i = 0; i < Steps; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Level(middle) <= target ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static Complex[,] Energy(FieldPlant plant, double[] weights, int frequency, double[] allowed)
    {
        int count = plant.DriverCount;
        var energy = new Complex[count, count];
        Span<Complex> c = stackalloc Complex[count];
        for (int d = 0; d < plant.DirectionCount; d++)
        {
            for (int n = 0; n < count; n++)
            {
                c[n] = plant.Path(d, n)[frequency] * allowed[n];
            }

            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < count; column++)
                {
                    energy[row, column] += weights[d] * Complex.Conjugate(c[row]) * c[column];
                }
            }
        }

        return energy;
    }

    private static Complex[,] Blend(Complex[,] sides, Complex[,] sphere, double share)
    {
        int count = sides.GetLength(0);
        var blend = new Complex[count, count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                blend[row, column] = ((1 - share) * sides[row, column]) + (share * sphere[row, column]);
            }
        }

        return blend;
    }

    // w^H R w.
    private static double Quadratic(Complex[,] energy, Complex[] weights)
    {
        Complex sum = Complex.Zero;
        for (int row = 0; row < weights.Length; row++)
        {
            for (int column = 0; column < weights.Length; column++)
            {
                sum += Complex.Conjugate(weights[row]) * energy[row, column] * weights[column];
            }
        }

        return sum.Real;
    }
}
