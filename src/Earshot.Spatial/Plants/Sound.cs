namespace Earshot.Spatial.Plants;

/// <summary>Constants of air and of the average head.</summary>
internal static class Sound
{
    /// <summary>Metres per second in dry air at 20 degrees Celsius.</summary>
    public const double Speed = Signals.Rooms.ShoeboxRoom.DefaultSpeedOfSound;

    /// <summary>The lowest frequency that a series is summed at; below it everything is as at it.</summary>
    private const double LowestHz = 1;

    /// <summary>Wave number in radians per metre.</summary>
    /// <param name="hz">Frequency in Hz; near 0 it is lifted to 1 Hz, where the series still have a value.</param>
    public static double WaveNumber(double hz) => 2 * Math.PI * Math.Max(hz, LowestHz) / Speed;
}
