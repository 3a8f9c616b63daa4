using Earshot.Cli.Listening;
using Earshot.Signals;

namespace Earshot.Cli.Touring;

/// <summary>Listens to the recording before and after the room, as <c>earshot listen</c> does.</summary>
internal sealed class ListenStage : ITourStage
{
    /// <inheritdoc/>
    public string Title => "Listen";

    /// <inheritdoc/>
    public Task RunAsync(TourContext context, CancellationToken cancellation)
    {
        context.Say("A device turns sound into events. These are the events of the recording itself, and of what the microphone heard:");
        (string Where, HeardEvent Event)[] events =
        [
            .. Listen(context.Played).Select(e => ("played", e)),
            .. Listen(context.Heard).Select(e => ("heard", e)),
        ];
        context.ShowTable(
            ["where", "time s", "event", "what"],
            events.Select(e => new[] { e.Where, $"{e.Event.TimeSeconds:0.00}", e.Event.Label(), e.Event.Describe() }));
        context.Say("The same for any recording or live stream: earshot listen FILE");
        return Task.CompletedTask;
    }

    // A level every two seconds keeps the table short.
    private static List<HeardEvent> Listen(AudioBuffer audio) => Listener.Listen(audio, TimeSpan.FromSeconds(2));
}
