using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Streaming;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Benchmarking;

/// <summary>Speed and memory of the watermark on made music, 44.1 kHz stereo, one thread.</summary>
/// <remarks>Speeds are medians of processor time over repeats, as multiples of real time. The cold start comes first, while the code is not yet compiled.</remarks>
internal sealed class WatermarkBench
{
    private const int SampleRate = 44100;
    private const int BlockLength = 441;
    private const int Repeats = 7;
    private const int FurtherKeys = 16;

    private readonly double _seconds;
    private readonly Action<string> _progress;

    /// <summary>Prepares a benchmark.</summary>
    /// <param name="seconds">Length of the music in seconds, at least 5.</param>
    /// <param name="progress">Takes one line a step.</param>
    public WatermarkBench(double seconds, Action<string> progress)
    {
        _seconds = seconds;
        _progress = progress;
    }

    /// <summary>Measures all figures.</summary>
    /// <param name="cancellation">Stops between two figures.</param>
    public IReadOnlyList<BenchFigure> Run(CancellationToken cancellation)
    {
        _progress("making music");
        AudioBuffer music = KnownProgrammes.DenseMusic.Create(_seconds, SampleRate, seed: 1, channels: 2);
        AudioBuffer clip = music.Slice(0, 5 * SampleRate);
        WatermarkKey key = WatermarkKey.FromSeed("bench");
        var figures = new List<BenchFigure>();

        _progress("cold start");
        double compiling = CpuClock.Once(() => Detect(clip, [key]));
        double fresh = CpuClock.Median(() => Detect(clip, [key]), 4 * Repeats);
        figures.Add(new BenchFigure("5 s clip, new detector", fresh * 1000, "ms", 20));
        figures.Add(new BenchFigure("5 s clip, first in the process, compilation included", compiling * 1000, "ms"));
        cancellation.ThrowIfCancellationRequested();

        _progress("embedding");
        double embed = CpuClock.Median(() => WatermarkEmbedder.Embed(music, key), Repeats);
        figures.Add(new BenchFigure("embed an event in a file", _seconds / embed, "x real time", 300, AtLeast: true));
        var continuous = new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous };
        double under = CpuClock.Median(() => WatermarkEmbedder.Embed(music, key, request: null, continuous), Repeats);
        figures.Add(new BenchFigure("embed continuously in a file", _seconds / under, "x real time", 300, AtLeast: true));
        cancellation.ThrowIfCancellationRequested();

        _progress("detecting");
        double one = CpuClock.Median(() => Detect(music, [key]), Repeats);
        figures.Add(new BenchFigure("detect one key", _seconds / one, "x real time", 500, AtLeast: true));
        WatermarkKey[] many = [key, .. Enumerable.Range(0, FurtherKeys).Select(static i => WatermarkKey.FromSeed($"bench {i}"))];
        double all = CpuClock.Median(() => Detect(music, many), Repeats);
        figures.Add(new BenchFigure("each further key", (all - one) / FurtherKeys / _seconds * 100, "% of a core", 0.1));
        cancellation.ThrowIfCancellationRequested();

        _progress("memory");
        AddMemory(figures, key, clip);
        return figures;
    }

    private static void Detect(AudioBuffer audio, WatermarkKey[] keys)
    {
        var detector = new WatermarkDetectorStream(keys, audio.SampleRate, audio.ChannelCount);
        detector.AnalyzeBuffer(audio);
    }

    private static void AddMemory(List<BenchFigure> figures, WatermarkKey key, AudioBuffer clip)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var detector = new WatermarkDetectorStream([key], SampleRate, 2);
        figures.Add(new BenchFigure("state of a detector", (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0, "KiB", 256));
        var block = new float[2 * BlockLength];
        clip.Slice(0, BlockLength).Samples.CopyTo(block);
        long least = long.MaxValue;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                detector.Accept(block);
            }

            // A collection elsewhere can show as a few KiB on this thread; what allocates does so every time.
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        figures.Add(new BenchFigure("allocated in 100 blocks of 10 ms", least, "bytes", 0));
    }
}
