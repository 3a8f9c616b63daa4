using Earshot.Codecs;
using Earshot.Corpora;
using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;

namespace Earshot.Watermarking.Evaluation;

/// <summary>The programmes of the evaluation: natural speech and noises from the data folder, music and tones made here.</summary>
/// <remarks>
/// Recordings are split by speaker and by noise class: one half sets thresholds (development), the other is what the report is about (test). Made
/// material uses other seeds on each side.
/// </remarks>
internal sealed class HostLibrary
{
    /// <summary>Host classes of the report.</summary>
    public static readonly IReadOnlyList<string> Classes =
        ["speech", "dense-music", "sparse-music", "drum-loop", "tones", "environment"];

    private const double PieceSeconds = 60;

    /// <summary>Number of the first clip for listening, away from those that carry marks.</summary>
    private const int FirstListeningClip = 200_000;

    private readonly DatasetRoot? _data;
    private readonly bool _test;
    private readonly Dictionary<string, List<ManifestEntry>> _recordings = new(StringComparer.Ordinal);

    /// <summary>Opens the library.</summary>
    /// <param name="data">The data folder, or null: speech and noises are then made too, and the report says so.</param>
    /// <param name="test">The test half, else the development half.</param>
    public HostLibrary(DatasetRoot? data, bool test)
    {
        _data = data;
        _test = test;
        if (data is not null)
        {
            _recordings["speech"] = [.. Half(data, "speech48", static e => e.File), .. Half(data, "speakers70", static e => e["speaker"])];
            _recordings["environment"] = [.. Half(data, "noise48", static e => e["class"]), .. Half(data, "events", static e => e.File)];
        }
    }

    /// <summary>Whether speech and noises are recordings.</summary>
    public bool HasRecordings => _data is not null;

    /// <summary>A clip of a class.</summary>
    /// <param name="hostClass">One of <see cref="Classes"/>.</param>
    /// <param name="index">Which clip; the same index gives the same clip.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="sampleRate">Its rate in Hz.</param>
    public HostClip Clip(string hostClass, int index, double seconds, int sampleRate)
    {
        ulong seed = ((ulong)index * 2) + (_test ? 1UL : 0UL) + 1_000;
        int length = (int)(seconds * sampleRate);
        if (_recordings.TryGetValue(hostClass, out List<ManifestEntry>? entries) && entries.Count > 0)
        {
            return new HostClip(hostClass, Join(entries, new SeededRandom(seed), length, sampleRate));
        }

        IProgrammeSource source = hostClass switch
        {
            "speech" => KnownProgrammes.Talker,
            "environment" => Pick([KnownProgrammes.Rain, KnownProgrammes.Wind, KnownProgrammes.Machine, KnownProgrammes.EnvironmentalNoise], index),
            "dense-music" => KnownProgrammes.DenseMusic,
            "sparse-music" => KnownProgrammes.SparseMusic,
            "drum-loop" => KnownProgrammes.DrumLoop,
            _ => KnownProgrammes.Tones,
        };
        return new HostClip(hostClass, source.Create(seconds, sampleRate, seed, channels: 1));
    }

    /// <summary>Pieces of a minute until the length is reached, for listening.</summary>
    public IEnumerable<AudioBuffer> Listen(string hostClass, double hours, int sampleRate)
    {
        int pieces = (int)Math.Ceiling(hours * 3600 / PieceSeconds);
        for (int i = 0; i < pieces; i++)
        {
            yield return Clip(hostClass, FirstListeningClip + i, PieceSeconds, sampleRate).Audio;
        }
    }

    private static IProgrammeSource Pick(IProgrammeSource[] sources, int index) => sources[index % sources.Length];

    private List<ManifestEntry> Half(DatasetRoot data, string set, Func<ManifestEntry, string> group)
    {
        var entries = new List<ManifestEntry>();
        foreach (ManifestEntry entry in data.ReadManifest(set).Entries)
        {
            // A stable hash of the speaker, class or file decides the side.
            uint hash = 2166136261;
            foreach (char c in Path.GetFileNameWithoutExtension(group(entry)))
            {
                hash = (hash ^ c) * 16777619;
            }

            if ((hash >> 7 & 1) == (_test ? 1u : 0u))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    // Recordings one after the other until the clip is full; each brought to the same level, as a programme would have been.
    private static AudioBuffer Join(List<ManifestEntry> entries, SeededRandom random, int length, int sampleRate)
    {
        var clip = new AudioBuffer(sampleRate, channelCount: 1, length);
        int filled = 0;
        int failures = 0;
        while (filled < length)
        {
            AudioBuffer recording;
            try
            {
                recording = AudioFile.Read(entries[random.NextInt(entries.Count)].FindAudio()).ToMono();
            }
            catch (AudioFormatException) when (failures++ < 10)
            {
                continue;
            }

            float[] samples = recording.SampleRate == sampleRate
                ? recording.Samples.ToArray()
                : Resampler.Convert(recording.Samples, recording.SampleRate, sampleRate);
            double power = 1e-12;
            foreach (float s in samples)
            {
                power += s * s / (double)samples.Length;
            }

            float gain = (float)(0.07 / Math.Sqrt(power));
            int offset = samples.Length > length - filled ? random.NextInt(samples.Length - (length - filled) + 1) : 0;
            int take = Math.Min(length - filled, samples.Length);
            for (int n = 0; n < take; n++)
            {
                clip.Samples[filled + n] = Math.Clamp(gain * samples[offset + n], -0.99f, 0.99f);
            }

            filled += take;
        }

        return clip;
    }
}
