using Earshot.Cli.Watermarking;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Touring;

/// <summary>Marks the recording before it is played.</summary>
internal sealed class MarkStage : ITourStage
{
    /// <summary>The secret of the tour, told to everybody.</summary>
    public static WatermarkKey Key => WatermarkKey.FromSeed("the tour of earshot", "tour");

    /// <inheritdoc/>
    public string Title => "A mark for devices";

    /// <inheritdoc/>
    public Task RunAsync(TourContext context, CancellationToken cancellation)
    {
        var request = new MarkRequest { Payload = WatermarkPayload.Parse("CAFE") };
        EmbedResult result = WatermarkEmbedder.Embed(context.Played, Key, request);
        context.Played = result.Programme;
        context.Say("A device that hears its own advertisement should not wake. So the recording gets a mark that only the owner of a "
            + "key can find, with 16 bits in it: CAFE.");
        context.Say(EmbedReport.Of(Key.Id, "event", result).ToText());
        context.Save("marked.wav", result.Programme);
        context.Say("The same for any recording: earshot watermark keygen KEY, then earshot watermark embed IN OUT --key KEY --payload CAFE");
        return Task.CompletedTask;
    }
}
