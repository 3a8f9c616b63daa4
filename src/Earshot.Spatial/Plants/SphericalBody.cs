using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>A rigid sphere that carries the drivers on its surface: a small round speaker.</summary>
/// <remarks>The series of <see cref="SphericalHead"/> with source and receiver exchanged, which reciprocity allows.</remarks>
public sealed class SphericalBody : IBody
{
    /// <summary>Creates a body around the origin.</summary>
    /// <param name="radiusM">Radius in metres, 0.01 .. 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is out of range.</exception>
    public SphericalBody(double radiusM)
    {
        RadiusM = radiusM is >= 0.01 and <= 1 ? radiusM : throw new ArgumentOutOfRangeException(nameof(radiusM), radiusM, "expected 0.01..1 m");
    }

    /// <summary>Radius in metres.</summary>
    public double RadiusM { get; }

    /// <inheritdoc/>
    public string Name => "sphere";

    /// <inheritdoc/>
    public bool Contains(Vector3D position) => position.Length < RadiusM;

    /// <inheritdoc/>
    public void Scatter(Vector3D driver, Vector3D point, ReadOnlySpan<double> frequenciesHz, Span<Complex> gains)
    {
        double distance = Math.Max(point.Length, RadiusM * 1.001);
        double cosine = Math.Clamp(point.Dot(driver) / (point.Length * driver.Length), -1, 1);
        // The free field that the gain is against starts where the driver is on the sphere.
        Vector3D onSurface = driver * (RadiusM / driver.Length);
        double path = (point - onSurface).Length;
        var series = new SphereScattering();
        for (int i = 0; i < gains.Length; i++)
        {
            double k = Sound.WaveNumber(frequenciesHz[i]);
            series.Prepare(RadiusM, distance, k);
            gains[i] = series.At(cosine) * Complex.FromPolarCoordinates(path, k * path);
        }
    }
}
