namespace Earshot.Signals.Rooms;

/// <summary>Statistical room acoustics: reverberation time, critical distance, direct-to-reverberant ratio, mixing time.</summary>
/// <remarks>
/// Sources: Sabine (1922); Eyring, JASA 1 (1930); Kuttruff, Room Acoustics, chapter 5; Lindau, Kosanke and Weinzierl, J. AES 60
/// (2012) for the mixing time. All formulas assume a diffuse field. What a given impulse response shows is measured by
/// <see cref="EnergyDecay"/>.
/// </remarks>
public static class RoomAcoustics
{
    // T = 24 ln(10) V / (c A): 60 dB are 6 ln(10) nepers of energy, and the mean free path is 4 V / S.
    private const double SixtyDb = 55.262042231857095; // 24 ln 10

    /// <summary>Reverberation time by Sabine's formula, 24 ln(10) V / (c A).</summary>
    /// <param name="room">The room.</param>
    /// <returns>Seconds; infinite where nothing absorbs.</returns>
    public static double SabineRt60(ShoeboxRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return SixtyDb * room.Volume / (room.SpeedOfSound * room.SurfaceArea * room.MeanAbsorption);
    }

    /// <summary>Reverberation time by Eyring's formula, 24 ln(10) V / (-c S ln(1 - mean absorption)).</summary>
    /// <param name="room">The room.</param>
    /// <returns>Seconds; infinite where nothing absorbs, 0 where nothing is reflected.</returns>
    public static double EyringRt60(ShoeboxRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return SixtyDb * room.Volume / (room.SpeedOfSound * room.SurfaceArea * Math.Log(1 / (1 - room.MeanAbsorption)));
    }

    /// <summary>Mean absorption that gives a wanted reverberation time by Eyring's formula; always below 1.</summary>
    /// <param name="volume">Cubic metres, above 0.</param>
    /// <param name="surfaceArea">Square metres, above 0.</param>
    /// <param name="rt60Seconds">Seconds, above 0.</param>
    /// <param name="speedOfSound">In m/s, above 0.</param>
    /// <returns>Energy absorption coefficient, 0..1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0.</exception>
    public static double EyringAbsorption(
        double volume, double surfaceArea, double rt60Seconds, double speedOfSound = ShoeboxRoom.DefaultSpeedOfSound) =>
        1 - Math.Exp(-AbsorptionExponent(volume, surfaceArea, rt60Seconds, speedOfSound));

    /// <summary>Mean absorption that gives a wanted reverberation time by Sabine's formula.</summary>
    /// <param name="volume">Cubic metres, above 0.</param>
    /// <param name="surfaceArea">Square metres, above 0.</param>
    /// <param name="rt60Seconds">Seconds, above 0.</param>
    /// <param name="speedOfSound">In m/s, above 0.</param>
    /// <returns>Energy absorption coefficient, 0..1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0, or the time is too short for the formula.</exception>
    public static double SabineAbsorption(
        double volume, double surfaceArea, double rt60Seconds, double speedOfSound = ShoeboxRoom.DefaultSpeedOfSound)
    {
        double absorption = AbsorptionExponent(volume, surfaceArea, rt60Seconds, speedOfSound);
        return absorption <= 1
            ? absorption
            : throw new ArgumentOutOfRangeException(
                nameof(rt60Seconds), rt60Seconds, "Sabine's formula would need an absorption above 1 for so short a time");
    }

    /// <summary>Distance at which the direct and the reverberant sound are equally strong, 0.057 sqrt(Q V / RT60).</summary>
    /// <param name="volume">Cubic metres, above 0.</param>
    /// <param name="rt60Seconds">Seconds, above 0.</param>
    /// <param name="directivityFactor">Q of the source towards the listener: 1 for a point, about 2 for a small loudspeaker.</param>
    /// <returns>Metres.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0.</exception>
    public static double CriticalDistance(double volume, double rt60Seconds, double directivityFactor = 1)
    {
        RequirePositive(volume, nameof(volume));
        RequirePositive(rt60Seconds, nameof(rt60Seconds));
        RequirePositive(directivityFactor, nameof(directivityFactor));
        return 0.057 * Math.Sqrt(directivityFactor * volume / rt60Seconds);
    }

    /// <summary>Direct-to-reverberant ratio at a distance, -20 log10(distance / critical distance).</summary>
    /// <param name="distanceM">Metres from the source, above 0.</param>
    /// <param name="criticalDistanceM">Metres, above 0; see <see cref="CriticalDistance"/>.</param>
    /// <returns>Decibels; 0 at the critical distance, 6 less each time the distance doubles.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0.</exception>
    public static double DirectToReverberantDb(double distanceM, double criticalDistanceM)
    {
        RequirePositive(distanceM, nameof(distanceM));
        RequirePositive(criticalDistanceM, nameof(criticalDistanceM));
        return -20 * Math.Log10(distanceM / criticalDistanceM);
    }

    /// <summary>Time after which single reflections can no longer be told apart: 20 V / S + 12 in milliseconds (Lindau et al. 2012).</summary>
    /// <param name="room">The room.</param>
    /// <returns>Seconds.</returns>
    public static double MixingTime(ShoeboxRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return ((20 * room.Volume / room.SurfaceArea) + 12) / 1000;
    }

    /// <summary>Reverberation time that an impulse response shows: T20 of its decay after the direct sound.</summary>
    /// <param name="response">The impulse response.</param>
    /// <returns>Seconds; NaN where the response does not decay by 25 dB.</returns>
    public static double MeasureRt60(RoomImpulseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return EnergyDecay.OfReverberation(response).T20;
    }

    private static double AbsorptionExponent(double volume, double surfaceArea, double rt60Seconds, double speedOfSound)
    {
        RequirePositive(volume, nameof(volume));
        RequirePositive(surfaceArea, nameof(surfaceArea));
        RequirePositive(rt60Seconds, nameof(rt60Seconds));
        RequirePositive(speedOfSound, nameof(speedOfSound));
        return SixtyDb * volume / (speedOfSound * surfaceArea * rt60Seconds);
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "expected a finite value above 0");
        }
    }
}
