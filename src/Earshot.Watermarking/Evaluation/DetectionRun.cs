using System.Collections.Concurrent;
using Earshot.Codecs;
using Earshot.Signals;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Runs the trials of a row over all host classes, on several threads; the result does not depend on their number.</summary>
internal static class DetectionRun
{
    /// <summary>Over an acoustic path.</summary>
    public static DetectionRowResult Acoustic(
        HostLibrary library, DetectionCondition condition, bool payload, WatermarkEvaluationOptions options, CancellationToken cancellationToken) =>
        Run(library, condition, MarkFormat.SampleRate, payload, options, (host, seed) => DetectionTrial.Acoustic(host, condition, seed), cancellationToken);

    /// <summary>Through a change that keeps time: a gain or a codec.</summary>
    public static DetectionRowResult Digital(
        HostLibrary library,
        DetectionCondition condition,
        Func<AudioBuffer, AudioBuffer> change,
        WatermarkEvaluationOptions options,
        CancellationToken cancellationToken) =>
        Run(
            library,
            condition,
            sampleRate: 48000,
            payload: false,
            options,
            (host, _) => DetectionTrial.Listen(
                host, change(host.Marked), host.Mark.Start.TotalSeconds, condition.FalseAlarmsPerHour, double.PositiveInfinity),
            cancellationToken);

    /// <summary>The codecs of the first row, as functions.</summary>
    public static IEnumerable<(string Name, Func<AudioBuffer, AudioBuffer> Change)> DigitalChanges(CancellationToken cancellationToken)
    {
        yield return ("clean", static b => b);
        yield return ("gain +20 dB, clipped at full scale", static b => Scale(b, 10));
        yield return ("gain -20 dB", static b => Scale(b, 0.1f));
        if (FfmpegProgram.Find() is not null)
        {
            yield return ("MP3 64 kbit/s", b => CodecPass.Apply(b, CodecFormat.Mp3, 64_000, cancellationToken));
            yield return ("AAC 32 kbit/s", b => CodecPass.Apply(b, CodecFormat.Aac, 32_000, cancellationToken));
            yield return ("Opus 16 kbit/s", b => CodecPass.Apply(b, CodecFormat.Opus, 16_000, cancellationToken));
        }
    }

    private static DetectionRowResult Run(
        HostLibrary library,
        DetectionCondition condition,
        int sampleRate,
        bool payload,
        WatermarkEvaluationOptions options,
        Func<MarkedHost, ulong, TrialOutcome> trial,
        CancellationToken cancellationToken)
    {
        var hosts = new MarkedHosts(library, sampleRate, payload);
        var outcomes = new ConcurrentDictionary<(int Class, int Trial), TrialOutcome>();
        int count = HostLibrary.Classes.Count * options.TrialsPerClass;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, parallel, job =>
        {
            int hostClass = job % HostLibrary.Classes.Count;
            int index = job / HostLibrary.Classes.Count;
            if (hosts.Create(HostLibrary.Classes[hostClass], index) is { } host)
            {
                outcomes[(hostClass, index)] = trial(host, (ulong)job + 9_000);
            }
        });
        TrialOutcome[] ordered = [.. outcomes.OrderBy(static o => o.Key).Select(static o => o.Value)];
        return new DetectionRowResult(condition, ordered, hosts.Declined, hosts.Offered);
    }

    private static AudioBuffer Scale(AudioBuffer buffer, float gain)
    {
        AudioBuffer scaled = buffer.Clone();
        foreach (ref float sample in scaled.Samples)
        {
            sample = Math.Clamp(sample * gain, -1, 1);
        }

        return scaled;
    }
}
