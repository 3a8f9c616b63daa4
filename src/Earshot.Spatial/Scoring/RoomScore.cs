using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Scoring;

/// <summary>The centre's beam in a room, 500 Hz to 4 kHz, beside all drivers alike.</summary>
/// <param name="DirectToReverberantDb">Direct over reflected energy at the listener.</param>
/// <param name="EqualDirectToReverberantDb">The same with all drivers alike.</param>
/// <param name="CriticalDistanceM">Where both would be equally strong.</param>
/// <param name="C50Db">Clarity.</param>
/// <param name="EqualC50Db">Clarity with all drivers alike.</param>
/// <param name="EarlyIacc">Interaural correlation of the first 80 ms of the beam, on the given head; NaN without a measured one.</param>
/// <param name="LateIacc">Interaural correlation of what follows.</param>
public sealed record RoomScore(
    double DirectToReverberantDb,
    double EqualDirectToReverberantDb,
    double CriticalDistanceM,
    double C50Db,
    double EqualC50Db,
    double EarlyIacc,
    double LateIacc)
{
    // How far the device stands from the wall behind it, and how high.
    private const double BehindM = 0.4;
    private const double HeightM = 1.1;
    private const double IaccHz = 1000;

    /// <summary>By how much the beam raises the ratio, in dB.</summary>
    public double GainDb => DirectToReverberantDb - EqualDirectToReverberantDb;

    /// <summary>Computes the figures: the device 0.4 m before the middle of the wall at x = 0, 1.1 m high, facing along x.</summary>
    /// <param name="feed">What the drivers play of the centre.</param>
    /// <param name="device">The device.</param>
    /// <param name="room">The room, long enough for the distance.</param>
    /// <param name="distanceM">From the device to the listener.</param>
    /// <param name="head">Whose ears, for the interaural correlation; null for none.</param>
    /// <exception cref="ArgumentException">The listener would not be in the room.</exception>
    public static RoomScore Of(IDriverFeed feed, SpeakerDevice device, ShoeboxRoom room, double distanceM, MeasuredHead? head = null)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(room);
        (Vector3D source, Vector3D listener) = Places(room, distanceM);
        double[] hz = FrequencyGrid.Logarithmic(500, 4000, 3);
        DirectionalRoom beam = Energies(feed, device, room, source, listener, hz);
        DirectionalRoom equal = Energies(new EqualFeed(feed.DriverCount), device, room, source, listener, hz);
        double early = double.NaN;
        double late = double.NaN;
        if (head is not null)
        {
            AudioBuffer ears = EarResponse(feed, device, room, distanceM, head);
            double direct = distanceM / room.SpeedOfSound;
            early = BinauralRoom.InterauralCorrelation(ears, direct, direct + 0.08);
            late = BinauralRoom.InterauralCorrelation(ears, direct + 0.08);
        }

        return new RoomScore(beam.DirectToReverberantDb, equal.DirectToReverberantDb, beam.CriticalDistanceM, beam.C50, equal.C50, early, late);
    }

    /// <summary>What both ears hear of the beam in the room, with the pattern of 1 kHz.</summary>
    /// <param name="feed">What the drivers play of the centre.</param>
    /// <param name="device">The device.</param>
    /// <param name="room">The room.</param>
    /// <param name="distanceM">From the device to the listener.</param>
    /// <param name="head">Whose ears.</param>
    public static AudioBuffer EarResponse(IDriverFeed feed, SpeakerDevice device, ShoeboxRoom room, double distanceM, MeasuredHead head)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(head);
        (Vector3D source, Vector3D listener) = Places(room, distanceM);
        var pattern = new PatternTable(feed, device, [IaccHz]);
        var options = new ImageSourceOptions { Tail = false, SourceGain = direction => Math.Sqrt(pattern.Power(direction, 0)) };
        // The listener looks along -x, so the head's left is -y of the room.
        return BinauralRoom.Response(
            room, source, listener, head.Set.SampleRate, direction => head.Set.Nearest(new Vector3D(-direction.X, -direction.Y, direction.Z)), options);
    }

    private static (Vector3D Source, Vector3D Listener) Places(ShoeboxRoom room, double distanceM)
    {
        double height = Math.Min(HeightM, room.HeightM / 2);
        return (new Vector3D(BehindM, room.WidthM / 2, height), new Vector3D(BehindM + distanceM, room.WidthM / 2, height));
    }

    private static DirectionalRoom Energies(IDriverFeed feed, SpeakerDevice device, ShoeboxRoom room, Vector3D source, Vector3D listener, double[] hz)
    {
        var pattern = new PatternTable(feed, device, hz);
        return DirectionalRoom.Of(room, source, listener, hz.Length, pattern.Power);
    }

    // The pattern at steps of 5 degrees, so that a hundred thousand images need no series of their own.
    private sealed class PatternTable
    {
        private const int Azimuths = 72;
        private const int Elevations = 37;
        private readonly double[] _power; // [azimuth][elevation][band]
        private readonly int _bands;

        public PatternTable(IDriverFeed feed, SpeakerDevice device, double[] hz)
        {
            _bands = hz.Length;
            Vector3D[] directions = [.. Enumerable.Range(0, Azimuths * Elevations)
                .Select(static i => FieldPlant.Direction(5.0 * (i / Elevations), -90 + (5.0 * (i % Elevations))))];
            FieldPlant field = FieldPlant.Compute(device.Drivers, device.Body, directions, hz);
            Complex[] weights = [.. hz.SelectMany(f => Enumerable.Range(0, feed.DriverCount).Select(n => feed.Response(ProgrammeChannel.Center, n, f)))];
            _power = new double[directions.Length * hz.Length];
            for (int d = 0; d < directions.Length; d++)
            {
                for (int i = 0; i < hz.Length; i++)
                {
                    Complex sum = Complex.Zero;
                    for (int n = 0; n < feed.DriverCount; n++)
                    {
                        sum += weights[(i * feed.DriverCount) + n] * field.Path(d, n)[i];
                    }

                    _power[(d * hz.Length) + i] = (sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary);
                }
            }
        }

        public double Power(Vector3D direction, int band)
        {
            int azimuth = (int)Math.Round(((Math.Atan2(direction.Y, direction.X) * 180 / Math.PI) + 360) / 5) % Azimuths;
            int elevation = (int)Math.Round(((Math.Asin(Math.Clamp(direction.Z, -1, 1)) * 180 / Math.PI) + 90) / 5);
            return _power[(((azimuth * Elevations) + elevation) * _bands) + band];
        }
    }
}
