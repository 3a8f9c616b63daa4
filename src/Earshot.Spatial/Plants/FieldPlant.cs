using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>The far field of every driver towards directions: what beams and polar patterns are made of.</summary>
public sealed class FieldPlant
{
    // Far against any device, so that the angle of arrival is that of the direction; the curvature left is below 0.1 degree.
    private const double FarM = 100;
    private readonly Complex[] _paths; // [direction][driver][frequency]
    private readonly double[] _hz;

    private FieldPlant(int directions, int drivers, double[] frequenciesHz)
    {
        DirectionCount = directions;
        DriverCount = drivers;
        _hz = frequenciesHz;
        _paths = new Complex[directions * drivers * frequenciesHz.Length];
    }

    /// <summary>Directions.</summary>
    public int DirectionCount { get; }

    /// <summary>Drivers.</summary>
    public int DriverCount { get; }

    /// <summary>The frequencies in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _hz;

    /// <summary>A driver's far field towards a direction, against a point source in the device's centre.</summary>
    /// <param name="direction">The direction, from 0.</param>
    /// <param name="driver">The driver, from 0.</param>
    public ReadOnlySpan<Complex> Path(int direction, int driver) =>
        _paths.AsSpan(((direction * DriverCount) + driver) * _hz.Length, _hz.Length);

    /// <summary>Computes the paths.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="body">What carries them.</param>
    /// <param name="directions">Unit vectors in the frame of the device.</param>
    /// <param name="frequenciesHz">Frequencies in Hz, 0 or more.</param>
    public static FieldPlant Compute(IReadOnlyList<Driver> drivers, IBody body, IReadOnlyList<Vector3D> directions, double[] frequenciesHz)
    {
        ArgumentNullException.ThrowIfNull(drivers);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentNullException.ThrowIfNull(frequenciesHz);
        var plant = new FieldPlant(directions.Count, drivers.Count, frequenciesHz);
        var gains = new Complex[frequenciesHz.Length];
        for (int d = 0; d < directions.Count; d++)
        {
            Vector3D point = directions[d] * FarM;
            for (int n = 0; n < drivers.Count; n++)
            {
                Span<Complex> path = plant._paths.AsSpan(((d * drivers.Count) + n) * frequenciesHz.Length, frequenciesHz.Length);
                body.Scatter(drivers[n].Position, point, frequenciesHz, gains);
                double distance = (point - drivers[n].Position).Length;
                for (int i = 0; i < frequenciesHz.Length; i++)
                {
                    double k = Sound.WaveNumber(frequenciesHz[i]);
                    path[i] = gains[i] * drivers[n].Gain(point, frequenciesHz[i])
                        * Complex.FromPolarCoordinates(FarM / distance, -k * (distance - FarM));
                }
            }
        }

        return plant;
    }

    /// <summary>A direction in the horizontal plane.</summary>
    /// <param name="azimuthDeg">From the front towards the right as a listener in front sees it, in degrees.</param>
    /// <param name="elevationDeg">Upwards, in degrees.</param>
    public static Vector3D Direction(double azimuthDeg, double elevationDeg = 0)
    {
        double azimuth = azimuthDeg * Math.PI / 180;
        double elevation = elevationDeg * Math.PI / 180;
        return new Vector3D(Math.Cos(elevation) * Math.Cos(azimuth), Math.Cos(elevation) * Math.Sin(azimuth), Math.Sin(elevation));
    }
}
