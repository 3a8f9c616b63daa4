using Earshot.Signals;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Heads;

/// <summary>Measured head-related impulse responses: one pair a direction, all at one rate. Immutable.</summary>
public sealed class HrirSet
{
    private readonly float[] _left; // [measurement][sample]
    private readonly float[] _right;
    private readonly Vector3D[] _vectors; // [measurement]

    /// <summary>Takes measurements.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="directions">Azimuth (to the left) and elevation (upwards) of every measurement, in degrees.</param>
    /// <param name="left">Responses of the left ear, one after another, all of one length.</param>
    /// <param name="right">Responses of the right ear.</param>
    /// <param name="distanceM">From the head's centre to the sources, in metres, above 0.</param>
    /// <param name="name">A short name for reports.</param>
    /// <exception cref="AudioFormatException">There are no measurements, lengths do not fit, or a value is not finite.</exception>
    public HrirSet(
        int sampleRate, IReadOnlyList<(double AzimuthDeg, double ElevationDeg)> directions, float[] left, float[] right, double distanceM, string name)
    {
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(name);
        if (sampleRate < 1000 || directions.Count == 0 || left.Length != right.Length || left.Length == 0 || left.Length % directions.Count != 0)
        {
            throw new AudioFormatException($"{name}: {directions.Count} directions and {left.Length} + {right.Length} samples at {sampleRate} Hz do not make a set of responses");
        }

        if (!left.All(float.IsFinite) || !right.All(float.IsFinite) || !directions.All(static d => double.IsFinite(d.AzimuthDeg) && Math.Abs(d.ElevationDeg) <= 90.001))
        {
            throw new AudioFormatException($"{name}: a sample or a direction is not finite");
        }

        if (!(distanceM > 0))
        {
            throw new AudioFormatException($"{name}: sources at {distanceM} m; expected a distance above 0");
        }

        SampleRate = sampleRate;
        Directions = [.. directions.Select(static d => (((d.AzimuthDeg % 360) + 360) % 360, d.ElevationDeg))];
        DistanceM = distanceM;
        Name = name;
        Length = left.Length / directions.Count;
        _left = left;
        _right = right;
        _vectors = [.. Directions.Select(static d =>
        {
            double azimuth = d.AzimuthDeg * Math.PI / 180;
            double elevation = d.ElevationDeg * Math.PI / 180;
            return new Vector3D(Math.Cos(elevation) * Math.Cos(azimuth), Math.Cos(elevation) * Math.Sin(azimuth), Math.Sin(elevation));
        })];
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples of every response.</summary>
    public int Length { get; }

    /// <summary>Azimuth in 0 .. 360 degrees, to the left, and elevation, upwards, of every measurement.</summary>
    public IReadOnlyList<(double AzimuthDeg, double ElevationDeg)> Directions { get; }

    /// <summary>From the head's centre to the sources, in metres.</summary>
    public double DistanceM { get; }

    /// <summary>A short name for reports.</summary>
    public string Name { get; }

    /// <summary>The left ear's response.</summary>
    /// <param name="measurement">Index of the direction.</param>
    public ReadOnlySpan<float> Left(int measurement) => _left.AsSpan(measurement * Length, Length);

    /// <summary>The right ear's response.</summary>
    /// <param name="measurement">Index of the direction.</param>
    public ReadOnlySpan<float> Right(int measurement) => _right.AsSpan(measurement * Length, Length);

    /// <summary>The measured pair whose direction is nearest.</summary>
    /// <param name="direction">A unit vector: x forward, y to the left, z upwards.</param>
    public (ReadOnlyMemory<float> Left, ReadOnlyMemory<float> Right) Nearest(Vector3D direction)
    {
        int best = 0;
        double closest = double.NegativeInfinity;
        for (int i = 0; i < _vectors.Length; i++)
        {
            double cosine = _vectors[i].Dot(direction);
            (best, closest) = cosine > closest ? (i, cosine) : (best, closest);
        }

        return (_left.AsMemory(best * Length, Length), _right.AsMemory(best * Length, Length));
    }
}
