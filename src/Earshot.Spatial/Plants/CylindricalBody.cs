using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>A rigid upright cylinder that carries the drivers on its side.</summary>
/// <remarks>The far field of a point source on an endless cylinder: right where the body is taller than the wavelength is long.</remarks>
public sealed class CylindricalBody : IBody
{
    private readonly double _halfHeightM;

    /// <summary>Creates a body around the origin, its axis upright.</summary>
    /// <param name="radiusM">Radius in metres, 0.01 .. 1.</param>
    /// <param name="heightM">Height in metres, 0.01 .. 3; it says only where the body ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public CylindricalBody(double radiusM, double heightM)
    {
        RadiusM = radiusM is >= 0.01 and <= 1 ? radiusM : throw new ArgumentOutOfRangeException(nameof(radiusM), radiusM, "expected 0.01..1 m");
        _halfHeightM = heightM is >= 0.01 and <= 3 ? heightM / 2 : throw new ArgumentOutOfRangeException(nameof(heightM), heightM, "expected 0.01..3 m");
    }

    /// <summary>Radius in metres.</summary>
    public double RadiusM { get; }

    /// <inheritdoc/>
    public string Name => "cylinder";

    /// <inheritdoc/>
    public bool Contains(Vector3D position) =>
        Math.Abs(position.Z) < _halfHeightM && (position.X * position.X) + (position.Y * position.Y) < RadiusM * RadiusM;

    /// <inheritdoc/>
    public void Scatter(Vector3D driver, Vector3D point, ReadOnlySpan<double> frequenciesHz, Span<Complex> gains)
    {
        // Seen from the axis at the driver's height: that is where the series has its phase.
        Vector3D from = point - new Vector3D(0, 0, driver.Z);
        double sine = Math.Max(1e-3, Math.Sqrt((from.X * from.X) + (from.Y * from.Y)) / from.Length);
        double driverAzimuth = Math.Atan2(driver.Y, driver.X);
        double angle = Math.Atan2(from.Y, from.X) - driverAzimuth;
        // The far free field of the driver on the surface is ahead of the axis by k a sine cos(angle).
        double lead = RadiusM * sine * Math.Cos(angle);
        var series = new CylinderScattering();
        for (int i = 0; i < gains.Length; i++)
        {
            double k = Sound.WaveNumber(frequenciesHz[i]);
            series.Prepare(k * RadiusM * sine);
            gains[i] = series.At(angle) * Complex.FromPolarCoordinates(1, -k * lead);
        }
    }
}
