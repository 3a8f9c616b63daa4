using System.Numerics;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Scoring;

/// <summary>Everything that is measured of a device on one head.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="Feed">What made the driver signals: the design, or a baseline.</param>
/// <param name="Head">Whose ears.</param>
/// <param name="Separation">At the nominal place.</param>
/// <param name="Offset5">With the head 5 cm to the right; left and right channel both count.</param>
/// <param name="Offset10">With the head 10 cm to the right.</param>
/// <param name="Yaw10">With the head turned by 10 degrees.</param>
/// <param name="ColorationDb">Standard deviation of the near ear's level against one ideal source's, 300 Hz to 8 kHz, both channels.</param>
/// <param name="ColorationRangeDb">Highest less lowest of the same.</param>
/// <param name="Virtual">The virtual source; null for a baseline.</param>
/// <param name="Center">The centre's beam; null for a baseline.</param>
/// <param name="Missed">Sentences about limits of the device that are missed.</param>
public sealed record DeviceScore(
    string Device,
    string Feed,
    string Head,
    SeparationScore Separation,
    SeparationScore Offset5,
    SeparationScore Offset10,
    SeparationScore Yaw10,
    double ColorationDb,
    double ColorationRangeDb,
    VirtualScore? Virtual,
    BeamScore? Center,
    IReadOnlyList<string> Missed)
{
    /// <summary>Scores a design against the device's limits.</summary>
    /// <param name="model">The design.</param>
    /// <param name="head">Whose ears.</param>
    public static DeviceScore Of(SpatialModel model, IHead head)
    {
        ArgumentNullException.ThrowIfNull(model);
        SpeakerDevice device = model.Device;
        DeviceScore plain = Of(model.Cancellation, device, head);
        HeadPose nominal = device.Cloud()[0].Pose;
        DeviceScore whole = plain with
        {
            Virtual = VirtualScore.Of(
                model.Playback, hz => EarPlant.Compute(device.Drivers, device.Body, head, nominal, hz), head, device.VirtualAngleDeg, device.Listener.DistanceM),
            Center = BeamScore.Of(model.Cancellation, device.Drivers, device.Body),
        };
        return whole with { Missed = [.. FindMissed(whole, device.Limits)] };
    }

    /// <summary>Scores any driver signals.</summary>
    /// <param name="feed">What the drivers play.</param>
    /// <param name="device">The device.</param>
    /// <param name="head">Whose ears.</param>
    public static DeviceScore Of(IDriverFeed feed, SpeakerDevice device, IHead head)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(head);
        double[] grid = FrequencyGrid.Logarithmic(100, 16000);
        HeadPose nominal = device.Cloud()[0].Pose;
        EarSpectra At(double lateral, double yaw) => EarSpectra.Of(feed, EarPlant.Compute(
            device.Drivers, device.Body, head, HeadPose.InFront(nominal.Position.X, lateral, nominal.Position.Z, yaw), grid));
        EarSpectra center = At(0, 0);
        (double deviation, double range) = Coloration(center, head, nominal);
        return new DeviceScore(
            device.Name,
            feed.Name,
            head.Name,
            SeparationScore.Of(center),
            SeparationScore.Of(At(0.05, 0)),
            SeparationScore.Of(At(0.1, 0)),
            SeparationScore.Of(At(0, 10)),
            deviation,
            range,
            Virtual: null,
            Center: null,
            Missed: []);
    }

    /// <summary>RACE on the outermost drivers, with the better of the two delays that its users take for this geometry.</summary>
    /// <param name="device">The device.</param>
    /// <param name="head">Whose ears.</param>
    public static DeviceScore OfRace(SpeakerDevice device, IHead head)
    {
        ArgumentNullException.ThrowIfNull(device);
        return RaceFeeds(device).Select(race => Of(race, device, head)).MaxBy(static s => s.Separation.MeanDb)!;
    }

    /// <summary>RACE with each of its two delays: the head's time difference at high and at low frequencies for the drivers' angle.</summary>
    /// <param name="device">The device.</param>
    public static IReadOnlyList<RaceFeed> RaceFeeds(SpeakerDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        (int left, int right) = device.OuterDrivers();
        double angle = Math.Atan2((device.Drivers[right].Position.Y - device.Drivers[left].Position.Y) / 2, device.Listener.DistanceM);
        double radius = device.Listener.HeadRadiusM;
        double[] delays = [radius / Sound.Speed * (angle + Math.Sin(angle)), 3 * radius / Sound.Speed * Math.Sin(angle)];
        return [.. delays.Select(delay => new RaceFeed(device.Drivers.Count, left, right, delay))];
    }

    private static (double Deviation, double Range) Coloration(EarSpectra spectra, IHead head, HeadPose pose)
    {
        double[] hz = spectra.FrequenciesHz.ToArray();
        var left = new Complex[hz.Length];
        var right = new Complex[hz.Length];
        head.Respond(pose.ToHead(default), hz, left, right);
        double deviation = 0;
        double range = 0;
        foreach (ProgrammeChannel channel in (ReadOnlySpan<ProgrammeChannel>)[ProgrammeChannel.Left, ProgrammeChannel.Right])
        {
            (Ear ear, Complex[] one) = channel == ProgrammeChannel.Left ? (Ear.Left, left) : (Ear.Right, right);
            double[] levels = [.. Enumerable.Range(0, hz.Length).Where(i => hz[i] is >= 299 and <= 8010)
                .Select(i => 20 * Math.Log10(spectra.At(channel, ear)[i].Magnitude / one[i].Magnitude))];
            double mean = levels.Average();
            deviation += Math.Sqrt(levels.Average(l => (l - mean) * (l - mean))) / 2;
            range = Math.Max(range, levels.Max() - levels.Min());
        }

        return (deviation, range);
    }

    private static IEnumerable<string> FindMissed(DeviceScore score, DeviceLimits limits)
    {
        (string Name, double Value, double? Limit, bool IsLeast)[] lines =
        [
            ("separation", score.Separation.MeanDb, limits.SeparationDb, true),
            ("separation 5 cm to the side", score.Offset5.MeanDb, limits.OffsetSeparationDb, true),
            ("boost", score.Separation.BoostDb, limits.BoostDb, false),
            ("colouration", score.ColorationDb, limits.ColorationDb, false),
            ("null depth", score.Center!.NullDb, limits.NullDb, true),
            ("directivity index", score.Center.DirectivityIndexDb, limits.DirectivityIndexDb, true),
        ];
        foreach ((string name, double value, double? limit, bool isLeast) in lines)
        {
            if (limit is { } wanted && (isLeast ? value < wanted : value > wanted))
            {
                yield return $"{name} on {score.Head} is {value:0.00} dB, the limit is {wanted:0.##} dB";
            }
        }
    }
}
