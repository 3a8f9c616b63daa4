namespace Earshot.Signals.Rooms;

/// <summary>A rectangular room with one absorption coefficient per surface. Immutable.</summary>
public sealed class ShoeboxRoom
{
    /// <summary>Speed of sound in dry air at about 20 degrees Celsius, in m/s.</summary>
    public const double DefaultSpeedOfSound = 343;

    /// <summary>Creates a room.</summary>
    /// <param name="lengthM">Extent along x in metres, above 0.</param>
    /// <param name="widthM">Extent along y in metres, above 0.</param>
    /// <param name="heightM">Extent along z in metres, above 0.</param>
    /// <param name="absorption">Energy absorption of the six surfaces, each 0..1.</param>
    /// <param name="speedOfSound">In m/s, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range or not finite.</exception>
    public ShoeboxRoom(double lengthM, double widthM, double heightM, SurfaceAbsorption absorption, double speedOfSound = DefaultSpeedOfSound)
    {
        LengthM = Positive(lengthM, nameof(lengthM));
        WidthM = Positive(widthM, nameof(widthM));
        HeightM = Positive(heightM, nameof(heightM));
        SpeedOfSound = Positive(speedOfSound, nameof(speedOfSound));
        ReadOnlySpan<double> coefficients =
            [absorption.XLow, absorption.XHigh, absorption.YLow, absorption.YHigh, absorption.Floor, absorption.Ceiling];
        foreach (double coefficient in coefficients)
        {
            if (!(coefficient is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(absorption), coefficient, "an absorption coefficient lies in 0..1");
            }
        }

        Absorption = absorption;
    }

    /// <summary>Extent along x in metres.</summary>
    public double LengthM { get; }

    /// <summary>Extent along y in metres.</summary>
    public double WidthM { get; }

    /// <summary>Extent along z in metres.</summary>
    public double HeightM { get; }

    /// <summary>Energy absorption of the surfaces.</summary>
    public SurfaceAbsorption Absorption { get; }

    /// <summary>Speed of sound in m/s.</summary>
    public double SpeedOfSound { get; }

    /// <summary>Volume in cubic metres.</summary>
    public double Volume => LengthM * WidthM * HeightM;

    /// <summary>Area of all six surfaces in square metres.</summary>
    public double SurfaceArea => 2 * ((LengthM * WidthM) + (LengthM * HeightM) + (WidthM * HeightM));

    /// <summary>Area-weighted mean of the absorption coefficients, 0..1.</summary>
    public double MeanAbsorption =>
        (((Absorption.XLow + Absorption.XHigh) * WidthM * HeightM)
            + ((Absorption.YLow + Absorption.YHigh) * LengthM * HeightM)
            + ((Absorption.Floor + Absorption.Ceiling) * LengthM * WidthM)) / SurfaceArea;

    /// <summary>A room whose uniform absorption gives a wanted reverberation time by Eyring's formula.</summary>
    /// <param name="lengthM">Extent along x in metres, above 0.</param>
    /// <param name="widthM">Extent along y in metres, above 0.</param>
    /// <param name="heightM">Extent along z in metres, above 0.</param>
    /// <param name="rt60Seconds">Wanted reverberation time in seconds, above 0.</param>
    /// <param name="speedOfSound">In m/s, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite or not above 0.</exception>
    public static ShoeboxRoom ForRt60(
        double lengthM, double widthM, double heightM, double rt60Seconds, double speedOfSound = DefaultSpeedOfSound)
    {
        var hard = new ShoeboxRoom(lengthM, widthM, heightM, SurfaceAbsorption.Uniform(0), speedOfSound);
        double absorption = RoomAcoustics.EyringAbsorption(hard.Volume, hard.SurfaceArea, rt60Seconds, speedOfSound);
        return new ShoeboxRoom(lengthM, widthM, heightM, SurfaceAbsorption.Uniform(absorption), speedOfSound);
    }

    /// <summary>Whether a position lies strictly inside the room.</summary>
    /// <param name="position">Metres from the corner at the origin.</param>
    public bool Contains(Vector3D position) =>
        position.X > 0 && position.X < LengthM
        && position.Y > 0 && position.Y < WidthM
        && position.Z > 0 && position.Z < HeightM;

    private static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "expected a finite value above 0");
}
