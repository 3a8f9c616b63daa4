using Earshot.Cli.Watermarking;
using Earshot.Evaluation.Figures;
using Earshot.Watermarking;

namespace Earshot.Cli.Touring;

/// <summary>Looks for the mark in what was played and in what the microphone heard.</summary>
internal sealed class FindStage : ITourStage
{
    /// <inheritdoc/>
    public string Title => "The mark behind the room";

    /// <inheritdoc/>
    public Task RunAsync(TourContext context, CancellationToken cancellation)
    {
        ScoreTrace played = ScoreTrace.Measure(context.Played, MarkStage.Key);
        ScoreTrace heard = ScoreTrace.Measure(context.Heard, MarkStage.Key);
        context.Say($"{Describe("As played", played)} {Describe("At the microphone", heard)}");
        context.Save("mark.svg", new FigureStack(ScoreFigure.Of(played, "The mark as played"), ScoreFigure.Of(heard, "The mark at the microphone")));
        context.Say("The same for any recording or live stream: earshot watermark detect IN --key KEY");
        return Task.CompletedTask;
    }

    private static string Describe(string where, ScoreTrace trace)
    {
        if (trace.Events.OfType<WatermarkDetected>().FirstOrDefault() is not { } mark)
        {
            return $"{where}, the mark was not found.";
        }

        string payload = trace.Events.OfType<WatermarkPayloadRead>().FirstOrDefault() is { } read
            ? $"reads {read.Payload}"
            : "cannot be read, only noticed";
        return $"{where}, it is found at {mark.Start.TotalSeconds:0.00} s with a score of {mark.Score:0.0} (needed: {trace.Threshold:0.0}) and {payload}.";
    }
}
