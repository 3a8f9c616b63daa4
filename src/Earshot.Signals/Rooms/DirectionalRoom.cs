namespace Earshot.Signals.Rooms;

/// <summary>Energies that a directional source gives a place in a room, from image sources, band by band. Immutable.</summary>
/// <remarks>
/// Energies are summed image by image, without interference: what a pattern does to the room's sound, not to its fine structure. Every image
/// counts with the pattern towards its exit direction (Allen and Berkley 1979 for the images). Cost: one pattern value a band and image.
/// </remarks>
public sealed class DirectionalRoom
{
    private const double EarlySeconds = 0.05;
    private readonly double[] _direct; // [band]
    private readonly double[] _early; // [band], reflections within 50 ms of the direct sound
    private readonly double[] _late; // [band]
    private readonly double _distance;

    private DirectionalRoom(int bands, double distance)
    {
        _direct = new double[bands];
        _early = new double[bands];
        _late = new double[bands];
        _distance = distance;
    }

    /// <summary>Bands.</summary>
    public int BandCount => _direct.Length;

    /// <summary>Direct over reflected energy, in dB, over all bands, each of which counts alike for the direct sound.</summary>
    public double DirectToReverberantDb => -10 * Math.Log10(Mean(band => (_early[band] + _late[band]) / _direct[band]));

    /// <summary>Where direct and reflected sound would be equally strong, in metres, from the ratio at this distance.</summary>
    public double CriticalDistanceM => _distance * Math.Pow(10, DirectToReverberantDb / 20);

    /// <summary>Clarity C50 in dB, over all bands: the first 50 ms over what follows.</summary>
    public double C50 => 10 * Math.Log10(Mean(band => 1 + (_early[band] / _direct[band])) / Mean(band => _late[band] / _direct[band]));

    /// <summary>Sums the images of a source.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">Where the source stands, inside the room.</param>
    /// <param name="receiver">Where the listener is, inside the room.</param>
    /// <param name="bandCount">Bands, 1 or more.</param>
    /// <param name="powerGain">Power of the pattern towards a unit vector in the frame of the room, in a band.</param>
    /// <param name="timeSeconds">Longest travel time, above 0; null for the reverberation time after the direct sound.</param>
    /// <exception cref="ArgumentException">A position is outside the room, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bands, or no time follows from the room.</exception>
    public static DirectionalRoom Of(
        ShoeboxRoom room, Vector3D source, Vector3D receiver, int bandCount, Func<Vector3D, int, double> powerGain, double? timeSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(powerGain);
        ArgumentOutOfRangeException.ThrowIfLessThan(bandCount, 1);
        double distance = (receiver - source).Length;
        double time = timeSeconds ?? ((distance / room.SpeedOfSound) + RoomAcoustics.EyringRt60(room));
        if (!(time > 0) || !double.IsFinite(time))
        {
            throw new ArgumentOutOfRangeException(nameof(timeSeconds), time, "expected a finite time above 0; a room without absorption needs one");
        }

        var model = new ImageSourceModel(room, new ImageSourceOptions { Tail = false, DisplacementM = 0 });
        var energies = new DirectionalRoom(bandCount, distance);
        foreach (ImageSource image in model.Trace(source, receiver, time))
        {
            double energy = image.Amplitude * image.Amplitude;
            double delay = (image.Distance - distance) / room.SpeedOfSound;
            double[] target = image.ReflectionCount == 0 ? energies._direct : delay < EarlySeconds ? energies._early : energies._late;
            for (int band = 0; band < bandCount; band++)
            {
                target[band] += energy * powerGain(image.ExitDirection, band);
            }
        }

        return energies;
    }

    private double Mean(Func<int, double> value)
    {
        double sum = 0;
        for (int band = 0; band < BandCount; band++)
        {
            sum += value(band);
        }

        return sum / BandCount;
    }
}
