namespace Earshot.Cli.Touring;

/// <summary>One stop of the tour.</summary>
/// <remarks>Stages run in the order of <see cref="TourStages"/>; what a later one needs, an earlier one leaves in the context.</remarks>
internal interface ITourStage
{
    /// <summary>What the stop shows, as a heading.</summary>
    string Title { get; }

    /// <summary>Shows it.</summary>
    /// <param name="context">The recording so far, words, tables and pictures.</param>
    /// <param name="cancellation">Set by Ctrl-C and SIGTERM.</param>
    Task RunAsync(TourContext context, CancellationToken cancellation);
}
