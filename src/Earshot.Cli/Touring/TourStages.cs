namespace Earshot.Cli.Touring;

/// <summary>The stops of the tour in their order; every capability adds its own here.</summary>
internal static class TourStages
{
    /// <summary>Fresh stages.</summary>
    public static IReadOnlyList<ITourStage> Create() =>
    [
        new LookStage(),
        new MarkStage(),
        new RoomStage(),
        new FindStage(),
        new ListenStage(),
    ];
}
