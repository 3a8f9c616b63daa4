using Earshot.Cli.Rooms;
using Earshot.Evaluation.Figures;
using Earshot.Signals.Channels;

namespace Earshot.Cli.Touring;

/// <summary>Plays the recording through a loudspeaker and a room to a microphone on the other side.</summary>
internal sealed class RoomStage : ITourStage
{
    /// <inheritdoc/>
    public string Title => "Through the room";

    /// <inheritdoc/>
    public Task RunAsync(TourContext context, CancellationToken cancellation)
    {
        // The condition in which the watermark of Tai and Mansour (ICASSP 2019) is claimed to be found: 20 feet away.
        var options = new AcousticPathOptions
        {
            DistanceM = 6.1,
            Rt60Seconds = 0.4,
            Interferers = [Interferer.Pink(20)],
            SkewPpm = 50,
            ReportBand = new FrequencyBand(3000, 4000),
            Seed = 1,
        };
        AcousticPathResult result = new AcousticPath(options).Play(context.Played);
        context.Heard = result.Received;
        var report = RoomReport.Of("room.wav", options, result);
        context.Say("A loudspeaker plays it, and the device listens from the other end of a living room. The walls answer, pink noise is "
            + "added, and the clocks of player and device do not quite agree:");
        context.ShowTable(
            ["distance", "RT60", "direct to reverberant", "SNR", "SNR 3-4 kHz", "clock skew"],
            [[
                $"{report.DistanceM:0.0} m",
                $"{report.Rt60Seconds:0.0} s",
                $"{report.DirectToReverberantDb:0.0} dB",
                $"{report.SnrWideBandDb:0.0} dB",
                $"{report.SnrInBandDb:0.0} dB",
                $"{report.SkewPpm:0} ppm",
            ]]);
        context.Save("room.wav", result.Received);
        context.Save("room.svg", new SpectrogramPicture(result.Received, new SpectrogramOptions { Title = "What the microphone hears" }).ToFigure());
        context.Say("The same for any recording: earshot room IN OUT --distance 6.1 --rt60 0.4 --snr 20 --skew-ppm 50 --seed 1");
        return Task.CompletedTask;
    }
}
