using Earshot.Cli.Terminals;

namespace Earshot.Cli.Spatial;

/// <summary>What <c>earshot spatial room</c> prints.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="DistanceM">To the listener.</param>
/// <param name="Rt60Seconds">Reverberation time.</param>
/// <param name="DirectToReverberantDb">With the beam.</param>
/// <param name="EqualDirectToReverberantDb">With all drivers alike.</param>
/// <param name="CriticalDistanceM">With the beam.</param>
/// <param name="C50Db">With the beam.</param>
/// <param name="EqualC50Db">With all drivers alike.</param>
/// <param name="EarlyIacc">First 80 ms; null without a measured head.</param>
/// <param name="LateIacc">After them.</param>
internal sealed record RoomFigures(
    string Device,
    double DistanceM,
    double Rt60Seconds,
    double DirectToReverberantDb,
    double EqualDirectToReverberantDb,
    double CriticalDistanceM,
    double C50Db,
    double EqualC50Db,
    double? EarlyIacc,
    double? LateIacc)
{
    /// <summary>The figures for a person.</summary>
    public string Format()
    {
        FigureList list = new FigureList()
            .Add("device", $"{Device} at {DistanceM:0.##} m, reverberation time {Rt60Seconds:0.00} s")
            .Add("direct to reverberant", $"{DirectToReverberantDb:0.0} dB ({EqualDirectToReverberantDb:0.0} dB with all drivers alike)")
            .Add("critical distance", $"{CriticalDistanceM:0.00} m")
            .Add("clarity C50", $"{C50Db:0.0} dB ({EqualC50Db:0.0} dB)");
        if (EarlyIacc is { } early && LateIacc is { } late)
        {
            list.Add("interaural correlation", $"{early:0.00} early, {late:0.00} late");
        }

        return list.ToString();
    }
}
