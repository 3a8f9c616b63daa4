using System.Diagnostics;
using Earshot.Signals.Convolution;
using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;
using Earshot.Spatial.Devices;

namespace Earshot.Spatial.Evaluation;

/// <summary>Processor time of the audio path and of a design.</summary>
internal static class SpeedTrial
{
    private const int SampleRate = 48000;
    private const double Seconds = 20;

    /// <summary>Measures.</summary>
    public static IEnumerable<(string What, double Value, string Text, string Reach, bool Reached)> Run()
    {
        var random = new SeededRandom(1);
        var taps = new float[4096];
        random.FillGaussian(taps);
        double convolution = RealTime(new MatrixConvolver(SampleRate, new ImpulseResponseMatrix(256, 2, 4, (_, _) => taps)));
        yield return ("convolution, 2 in 4 out, 4096 taps, blocks of 256", convolution, $"{convolution:0} x real time", ">= 200 x", convolution >= 200);
        double chain = RealTime(new SpatialStream(SpatialModel.Design(KnownSpeakers.Bar30)));
        yield return ("the whole chain, 4 drivers, 512 taps", chain, $"{chain:0} x real time", ">= 60 x", chain >= 60);

        // 6 drivers, 1024 bins, 15 head positions: the row of six of this evaluation.
        SpeakerDevice six = KnownSpeakers.Bar("6 in 60 cm", 6, 0.6, 0.06, 512, 0.2);
        SpatialModel.Design(six);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        SpatialModel.Design(six);
        double design = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        yield return ("design of 6 drivers, 1025 bins, 15 head positions, cancellation and beam", design, $"{design:0.0} s", "<= 3 s", design <= 3);
    }

    private static double RealTime(IAudioProcessor processor)
    {
        var input = new float[processor.InputChannelCount * processor.FrameLength];
        var output = new float[processor.OutputChannelCount * processor.FrameLength];
        new SeededRandom(2).FillGaussian(input);
        void Play(double seconds)
        {
            for (int n = 0; n < seconds * SampleRate; n += processor.FrameLength)
            {
                processor.Process(input, output);
            }
        }

        Play(Seconds / 4);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Play(Seconds);
        return Seconds / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
