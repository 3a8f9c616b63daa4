using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>A rigid sphere with two ears on it: the head that filters are designed for.</summary>
/// <remarks>
/// Duda and Martens, JASA 104 (1998), for a source at any distance. It has the interaural time difference of low frequencies,
/// 3 a / c sin(angle), and that of high ones, two thirds of it, which one delay cannot have.
/// </remarks>
public sealed class SphericalHead : IHead
{
    /// <summary>Radius of the average head in metres.</summary>
    public const double DefaultRadiusM = 0.0875;

    /// <summary>Angle from the front to each ear in degrees: a little behind the sides (Duda and Martens 1998).</summary>
    public const double DefaultEarAngleDeg = 100;

    private readonly Vector3D _leftEar; // unit vector
    private readonly Vector3D _rightEar;

    /// <summary>Creates a head.</summary>
    /// <param name="radiusM">Radius in metres, 0.03 .. 0.2.</param>
    /// <param name="earAngleDeg">From the front to each ear, 60 .. 120 degrees.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public SphericalHead(double radiusM = DefaultRadiusM, double earAngleDeg = DefaultEarAngleDeg)
    {
        RadiusM = radiusM is >= 0.03 and <= 0.2 ? radiusM : throw new ArgumentOutOfRangeException(nameof(radiusM), radiusM, "expected 0.03..0.2 m");
        EarAngleDeg = earAngleDeg is >= 60 and <= 120
            ? earAngleDeg
            : throw new ArgumentOutOfRangeException(nameof(earAngleDeg), earAngleDeg, "expected 60..120 degrees");
        double angle = earAngleDeg * Math.PI / 180;
        _leftEar = new Vector3D(Math.Cos(angle), Math.Sin(angle), 0);
        _rightEar = new Vector3D(Math.Cos(angle), -Math.Sin(angle), 0);
    }

    /// <summary>Radius in metres.</summary>
    public double RadiusM { get; }

    /// <summary>Angle from the front to each ear in degrees.</summary>
    public double EarAngleDeg { get; }

    /// <inheritdoc/>
    public string Name => "sphere";

    /// <inheritdoc/>
    public void Respond(Vector3D source, ReadOnlySpan<double> frequenciesHz, Span<Complex> left, Span<Complex> right)
    {
        HeadCheck.Spans(frequenciesHz, left, right);
        double distance = source.Length;
        if (!(distance > RadiusM * 1.001))
        {
            throw new ArgumentException($"the source is {distance:0.###} m from the centre of a head of {RadiusM:0.###} m", nameof(source));
        }

        double toLeft = source.Dot(_leftEar) / distance;
        double toRight = source.Dot(_rightEar) / distance;
        var series = new SphereScattering();
        for (int i = 0; i < frequenciesHz.Length; i++)
        {
            series.Prepare(RadiusM, distance, Sound.WaveNumber(frequenciesHz[i]));
            left[i] = series.At(toLeft);
            right[i] = series.At(toRight);
        }
    }
}
