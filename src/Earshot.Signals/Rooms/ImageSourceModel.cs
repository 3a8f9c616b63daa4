// Images of a source in a shoebox room.
// Source: Allen and Berkley, "Image method for efficiently simulating small-room acoustics", JASA 65 (1979), eq. 8-10: along
// each axis the images stand at (1 - 2q) s + 2 n L with q in {0, 1} and n an integer; such a path met the low wall |n - q|
// times and the high wall |n| times. Randomised positions: De Sena, Antonello, Moonen and van Waterschoot, "On the modeling of
// rectangular geometries in room acoustic simulations", IEEE/ACM TASLP 23 (2015).
// Deviations: pressure is relative to one metre of free field (no 1 / 4 pi); displacements are hashed from the image's indices,
// so an image does not move when the traced time changes.
// Cost: proportional to the number of images, 4/3 pi (c t)^3 / V.
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Rooms;

/// <summary>Traces the image sources of a shoebox room.</summary>
public sealed class ImageSourceModel
{
    private readonly ShoeboxRoom _room;
    private readonly ImageSourceOptions _options;

    /// <summary>Creates a model.</summary>
    /// <param name="room">The room.</param>
    /// <param name="options">How to trace; defaults where null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ImageSourceModel(ShoeboxRoom room, ImageSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        _room = room;
        _options = options ?? new ImageSourceOptions();
        _options.Validate(nameof(options));
    }

    /// <summary>All paths up to a travel time, nearest first.</summary>
    /// <param name="source">Where the source stands, inside the room.</param>
    /// <param name="receiver">Where the receiver stands, inside the room, not at the source.</param>
    /// <param name="maximumTimeSeconds">Longest travel time, above 0.</param>
    /// <returns>The images, by distance; the direct path first when it is within the time.</returns>
    /// <exception cref="ArgumentException">A position is outside the room, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    public ImageSource[] Trace(Vector3D source, Vector3D receiver, double maximumTimeSeconds)
    {
        RequireInside(source, nameof(source));
        RequireInside(receiver, nameof(receiver));
        if (source == receiver)
        {
            throw new ArgumentException("the receiver stands at the source", nameof(receiver));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumTimeSeconds);
        double radius = maximumTimeSeconds * _room.SpeedOfSound;
        // 1. Images along each axis that can be within reach -> lists of coordinates.
        SurfaceAbsorption absorption = _room.Absorption;
        double reach = radius + _options.DisplacementM;
        List<AxisImage> alongX = TraceAxis(source.X, receiver.X, _room.LengthM, absorption.XLow, absorption.XHigh, reach);
        List<AxisImage> alongY = TraceAxis(source.Y, receiver.Y, _room.WidthM, absorption.YLow, absorption.YHigh, reach);
        List<AxisImage> alongZ = TraceAxis(source.Z, receiver.Z, _room.HeightM, absorption.Floor, absorption.Ceiling, reach);

        // 2. Their combinations within the sphere -> images.
        var images = new List<ImageSource>();
        foreach (AxisImage x in alongX)
        {
            foreach (AxisImage y in alongY)
            {
                if (Squared(x.Coordinate - receiver.X) + Squared(y.Coordinate - receiver.Y) > reach * reach)
                {
                    continue;
                }

                foreach (AxisImage z in alongZ)
                {
                    long order = (long)x.Reflections + y.Reflections + z.Reflections;
                    if (order <= _options.MaximumOrder && Build(x, y, z, (int)order, receiver) is var image && image.Distance <= radius)
                    {
                        images.Add(image);
                    }
                }
            }
        }

        // 3. By distance; the sort of an array is not stable, so ties fall back on the position.
        ImageSource[] sorted = [.. images];
        Array.Sort(sorted, Compare);
        return sorted;
    }

    private static int Compare(ImageSource left, ImageSource right)
    {
        int order = left.Distance.CompareTo(right.Distance);
        order = order != 0 ? order : left.Position.X.CompareTo(right.Position.X);
        order = order != 0 ? order : left.Position.Y.CompareTo(right.Position.Y);
        return order != 0 ? order : left.Position.Z.CompareTo(right.Position.Z);
    }

    private static double Squared(double value) => value * value;

    private static List<AxisImage> TraceAxis(
        double source, double receiver, double extent, double absorptionLow, double absorptionHigh, double reach)
    {
        double low = Math.Sqrt(1 - absorptionLow);
        double high = Math.Sqrt(1 - absorptionHigh);
        var images = new List<AxisImage>();
        int limit = (int)Math.Ceiling(reach / (2 * extent)) + 1;
        for (int n = -limit; n <= limit; n++)
        {
            for (int q = 0; q <= 1; q++)
            {
                double coordinate = ((1 - (2 * q)) * source) + (2 * n * extent);
                if (Math.Abs(coordinate - receiver) <= reach)
                {
                    int metLow = Math.Abs(n - q);
                    int metHigh = Math.Abs(n);
                    double reflectance = Math.Pow(low, metLow) * Math.Pow(high, metHigh);
                    images.Add(new AxisImage(coordinate, reflectance, metLow + metHigh, q == 1, (2 * n) + q));
                }
            }
        }

        return images;
    }

    private ImageSource Build(in AxisImage x, in AxisImage y, in AxisImage z, int order, Vector3D receiver)
    {
        var position = new Vector3D(x.Coordinate, y.Coordinate, z.Coordinate);
        if (order > 0 && _options.DisplacementM > 0)
        {
            position += Displacement(x.Index, y.Index, z.Index);
        }

        Vector3D arrival = position - receiver;
        double distance = arrival.Length;
        arrival *= 1 / distance;
        // The path leaves the image towards the receiver; each mirrored axis turns that component round at the real source.
        var exit = new Vector3D(
            x.Mirrored ? arrival.X : -arrival.X,
            y.Mirrored ? arrival.Y : -arrival.Y,
            z.Mirrored ? arrival.Z : -arrival.Z);
        double reflectance = x.Reflectance * y.Reflectance * z.Reflectance;
        return new ImageSource(position, distance, reflectance, order, exit, arrival);
    }

    private Vector3D Displacement(int x, int y, int z)
    {
        // 21 bits an axis hold a million images each way; the seed is mixed in by an odd multiplier.
        const ulong mask = (1UL << 21) - 1;
        ulong index = ((ulong)(uint)x & mask) | (((ulong)(uint)y & mask) << 21) | (((ulong)(uint)z & mask) << 42);
        var random = new SeededRandom(index ^ (_options.Seed * 0x9E3779B97F4A7C15));
        double d = _options.DisplacementM;
        return new Vector3D(random.NextDouble(-d, d), random.NextDouble(-d, d), random.NextDouble(-d, d));
    }

    private void RequireInside(Vector3D position, string name)
    {
        if (!_room.Contains(position))
        {
            throw new ArgumentException(
                $"{position} is not inside the room of {_room.LengthM} x {_room.WidthM} x {_room.HeightM} m", name);
        }
    }

    private readonly record struct AxisImage(double Coordinate, double Reflectance, int Reflections, bool Mirrored, int Index);
}
