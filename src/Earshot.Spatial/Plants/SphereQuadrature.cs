using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>Directions over the whole sphere with weights that sum to 1: Gauss-Legendre over height, even steps over azimuth.</summary>
internal sealed class SphereQuadrature
{
    /// <summary>Creates a rule that is exact for spherical harmonics up to an order of 2 rings - 1.</summary>
    /// <param name="rings">Heights; twice as many azimuths each.</param>
    public SphereQuadrature(int rings)
    {
        var rule = new MathNet.Numerics.Integration.GaussLegendreRule(-1, 1, rings);
        int azimuths = 2 * rings;
        Directions = new Vector3D[rings * azimuths];
        Weights = new double[Directions.Length];
        for (int i = 0; i < rings; i++)
        {
            double z = rule.Abscissas[i];
            double radius = Math.Sqrt(1 - (z * z));
            for (int j = 0; j < azimuths; j++)
            {
                double angle = 2 * Math.PI * j / azimuths;
                Directions[(i * azimuths) + j] = new Vector3D(radius * Math.Cos(angle), radius * Math.Sin(angle), z);
                Weights[(i * azimuths) + j] = rule.Weights[i] / 2 / azimuths;
            }
        }
    }

    /// <summary>Unit vectors.</summary>
    public Vector3D[] Directions { get; }

    /// <summary>One weight a direction.</summary>
    public double[] Weights { get; }
}
