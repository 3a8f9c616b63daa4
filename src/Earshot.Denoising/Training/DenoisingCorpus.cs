using Earshot.Codecs;
using Earshot.Corpora;
using Earshot.Signals;
using Earshot.Signals.Resampling;

namespace Earshot.Denoising.Training;

/// <summary>The recordings of training, development and test. No speaker and no class of noise is in two parts.</summary>
/// <remarks>
/// 48 kHz speech has three speakers: nathalie is for the test alone, the other two train. Men come from the 16 kHz sentences, split by speaker;
/// above 8 kHz they teach nothing. Noise is split by class.
/// </remarks>
internal sealed class DenoisingCorpus
{
    private const string TestSpeaker = "nathalie";
    private const ulong SplitSeed = 1;

    private readonly Dictionary<string, AudioBuffer> _noises = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Splits the data folder.</summary>
    /// <param name="data">The folder, with speech48, sentences and noise48.</param>
    /// <exception cref="FileNotFoundException">A set is missing.</exception>
    public DenoisingCorpus(DatasetRoot data)
    {
        IReadOnlyList<ManifestEntry> wide = data.ReadManifest("speech48").Entries;
        CorpusSplit sentences = SpeakerSplit.BySpeaker(data.ReadManifest("sentences").Entries, new SplitShares(0.08, 0.16), SplitSeed);
        CorpusSplit noise = SpeakerSplit.ByClass(data.ReadManifest("noise48").Entries, new SplitShares(0.12, 0.25), SplitSeed);
        TrainSpeech = [[.. wide.Where(static entry => entry["speaker"] != TestSpeaker)], sentences.Train];
        DevelopmentSpeech = [sentences.Development];
        TestSpeech = [[.. wide.Where(static entry => entry["speaker"] == TestSpeaker)], sentences.Test];
        (TrainNoise, DevelopmentNoise, TestNoise) = (noise.Train, noise.Development, noise.Test);
    }

    /// <summary>Speech to train on.</summary>
    public IReadOnlyList<IReadOnlyList<ManifestEntry>> TrainSpeech { get; }

    /// <summary>Speech to choose by.</summary>
    public IReadOnlyList<IReadOnlyList<ManifestEntry>> DevelopmentSpeech { get; }

    /// <summary>Speech to report on: first at 48 kHz, then at 16 kHz.</summary>
    public IReadOnlyList<IReadOnlyList<ManifestEntry>> TestSpeech { get; }

    /// <summary>Noise to train on.</summary>
    public IReadOnlyList<ManifestEntry> TrainNoise { get; }

    /// <summary>Noise to choose by.</summary>
    public IReadOnlyList<ManifestEntry> DevelopmentNoise { get; }

    /// <summary>Noise to report on.</summary>
    public IReadOnlyList<ManifestEntry> TestNoise { get; }

    /// <summary>Reads a clip; noises, which are long and few, are kept, at 48 kHz.</summary>
    /// <param name="entry">The clip.</param>
    public AudioBuffer Read(ManifestEntry entry)
    {
        if (!entry.TryGetValue("class", out _))
        {
            return AudioFile.Read(entry.FindAudio());
        }

        lock (_gate)
        {
            if (!_noises.TryGetValue(entry.File, out AudioBuffer? noise))
            {
                noise = AudioFile.Read(entry.FindAudio()).ToMono().Resample(48000);
                _noises.Add(entry.File, noise);
            }

            return noise;
        }
    }
}
