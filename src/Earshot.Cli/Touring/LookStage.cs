using Earshot.Cli.Info;
using Earshot.Evaluation.Figures;

namespace Earshot.Cli.Touring;

/// <summary>Shows the sample: what it says, its figures and its spectrogram.</summary>
internal sealed class LookStage : ITourStage
{
    /// <inheritdoc/>
    public string Title => "The recording";

    /// <inheritdoc/>
    public Task RunAsync(TourContext context, CancellationToken cancellation)
    {
        InfoReport info = RecordingMeter.Measure(context.Sample, "sample");
        context.Say($"A little advertisement, made speech over made music: \"{TourSample.Words}\"");
        context.ShowTable(
            ["duration", "rate", "loudness", "true peak"],
            [[$"{info.DurationSeconds:0.0} s", $"{info.SampleRateHz} Hz", $"{info.IntegratedLufs:0.0} LUFS", $"{info.TruePeakDbtp:0.0} dBTP"]]);
        context.Save("sample.wav", context.Sample);
        context.Save("sample.svg", new SpectrogramPicture(context.Sample, new SpectrogramOptions { Title = "The recording" }).ToFigure());
        context.Say("The same for any recording: earshot info FILE --spectrogram picture.svg");
        return Task.CompletedTask;
    }
}
