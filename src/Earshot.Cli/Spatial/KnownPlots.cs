using Earshot.Evaluation.Figures;
using Earshot.Spatial;
using Earshot.Spatial.Figures;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Cli.Spatial;

/// <summary>The pictures of a design by name.</summary>
internal static class KnownPlots
{
    /// <summary>All of them: a name, what it shows, and how it is drawn.</summary>
    public static IReadOnlyList<(string Name, string Description, Func<SpatialModel, IHead, IFigure> Draw)> All { get; } =
    [
        ("separation", "Separation of the ears over frequency, beside RACE, with the boost under it.", Separation),
        ("offset", "Separation over the head's sideways place and frequency.", static (m, h) => EarFigures.OffsetMap(m.Device, m.Cancellation, h)),
        ("sweet-spot", "Mean separation over the head's place.", static (m, h) => EarFigures.SweetSpot(m.Device, m.Cancellation, h)),
        ("interaural", "Time and level difference of the virtual source against a true one.", EarFigures.Interaural),
        ("polar", "Patterns of the centre.", static (m, _) => FieldFigures.Polar(m.Device, m.Cancellation)),
        ("azimuth", "The centre over azimuth and frequency, before and after.", static (m, _) => FieldFigures.AzimuthMap(m.Device, m.Cancellation)),
        ("directivity", "Directivity index of the centre.", static (m, _) => FieldFigures.Directivity(m.Device, m.Cancellation)),
        ("impulses", "The filters of the left channel, with the lead-in.", static (m, _) => FieldFigures.Impulses(m.Device, m.Playback)),
    ];

    private static IFigure Separation(SpatialModel model, IHead head)
    {
        RaceFeed race = DeviceScore.RaceFeeds(model.Device)
            .MaxBy(feed => DeviceScore.Of(feed, model.Device, head).Separation.MeanDb)!;
        IHead[] heads = head is MeasuredHead ? [new SphericalHead(), head] : [head];
        return EarFigures.Separation(model.Device, [.. heads.Select(h => ((Earshot.Spatial.Design.IDriverFeed)model.Cancellation, h)), (race, head)]);
    }
}
