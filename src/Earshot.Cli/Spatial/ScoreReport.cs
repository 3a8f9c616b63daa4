using System.Globalization;
using Earshot.Cli.Terminals;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary>What <c>earshot spatial score</c> and <c>compare</c> print, a device and head each.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="Feed">What made the driver signals.</param>
/// <param name="Head">Whose ears.</param>
/// <param name="SeparationDb">Mean separation, clipped at 30 dB a frequency, 300 Hz to 8 kHz.</param>
/// <param name="BoostDb">What it costs.</param>
/// <param name="SeparationBassDb">The same for 100 to 300 Hz.</param>
/// <param name="SeparationLowDb">The same for 300 Hz to 1 kHz.</param>
/// <param name="SeparationMidDb">The same for 1 to 4 kHz.</param>
/// <param name="SeparationHighDb">The same for 4 to 8 kHz.</param>
/// <param name="WorstDb">Lowest at any frequency.</param>
/// <param name="Offset5Db">With the head 5 cm to the side.</param>
/// <param name="Offset10Db">With the head 10 cm to the side.</param>
/// <param name="Yaw10Db">With the head turned by 10 degrees.</param>
/// <param name="ColorationDb">Standard deviation of the near ear's level.</param>
/// <param name="ItdShare">Virtual over true interaural time difference.</param>
/// <param name="IldErrorDb">Error of the interaural level difference.</param>
/// <param name="VirtualBoostDb">Boost of the virtual source.</param>
/// <param name="NullDb">Depth of the centre's nulls.</param>
/// <param name="ToleranceNullDb">The same with erring drivers.</param>
/// <param name="DirectivityIndexDb">Directivity index of the centre.</param>
/// <param name="Loss30Db">Loss of the centre at 30 degrees.</param>
/// <param name="Missed">Limits of the device that are missed.</param>
internal sealed record ScoreReport(
    string Device,
    string Feed,
    string Head,
    double SeparationDb,
    double BoostDb,
    double SeparationBassDb,
    double SeparationLowDb,
    double SeparationMidDb,
    double SeparationHighDb,
    double WorstDb,
    double Offset5Db,
    double Offset10Db,
    double Yaw10Db,
    double ColorationDb,
    double? ItdShare,
    double? IldErrorDb,
    double? VirtualBoostDb,
    double? NullDb,
    double? ToleranceNullDb,
    double? DirectivityIndexDb,
    double? Loss30Db,
    IReadOnlyList<string> Missed)
{
    /// <summary>Gathers the figures.</summary>
    /// <param name="score">The score.</param>
    public static ScoreReport Of(DeviceScore score) => new(
        score.Device,
        score.Feed,
        score.Head,
        score.Separation.MeanDb,
        score.Separation.BoostDb,
        score.Separation.BassDb,
        score.Separation.LowDb,
        score.Separation.MidDb,
        score.Separation.HighDb,
        score.Separation.WorstDb,
        score.Offset5.MeanDb,
        score.Offset10.MeanDb,
        score.Yaw10.MeanDb,
        score.ColorationDb,
        score.Virtual?.ItdShare,
        score.Virtual?.IldErrorDb,
        score.Virtual?.BoostDb,
        score.Center?.NullDb,
        score.Center?.ToleranceNullDb,
        score.Center?.DirectivityIndexDb,
        score.Center?.Loss30Db,
        score.Missed);

    /// <summary>The figures for a person.</summary>
    public string Format()
    {
        static string Db(double? value) => value is { } v ? v.ToString("0.0", CultureInfo.InvariantCulture) + " dB" : "-";
        FigureList list = new FigureList()
            .Add("device", $"{Device} ({Feed}), heard by {Head}")
            .Add("separation", $"{Db(SeparationDb)} with {Db(BoostDb)} boost (300 Hz-8 kHz)")
            .Add("by band", $"{Db(SeparationBassDb)} 100-300 Hz, {Db(SeparationLowDb)} -1 kHz, {Db(SeparationMidDb)} -4 kHz, {Db(SeparationHighDb)} -8 kHz")
            .Add("head moved", $"{Db(Offset5Db)} at 5 cm, {Db(Offset10Db)} at 10 cm, {Db(Yaw10Db)} turned by 10 degrees")
            .Add("colouration", Db(ColorationDb));
        if (ItdShare is { } share)
        {
            list.Add("virtual source", $"{share * 100:0} % of the true time difference, level difference within {Db(IldErrorDb)}, {Db(VirtualBoostDb)} boost")
                .Add("centre", $"nulls {Db(NullDb)} ({Db(ToleranceNullDb)} with tolerances), directivity {Db(DirectivityIndexDb)}, {Db(Loss30Db)} down at 30 degrees");
        }

        return string.Join('\n', (string[])[list.ToString(), .. Missed.Select(static m => $"MISSED: {m}")]);
    }
}
