// Mixtures of speech and noise, each decided by its seed alone: sentences of one speaker with pauses, colored, in a room or not; a noise from a
// random place of its recording, colored; level, ratio, low-pass. The clean side goes through the same color, level and low-pass, and through
// the same room with its decay shortened to 0.2 s (Valin et al. 2020, section 6: the target keeps early reflections and a short tail).
using System.Numerics.Tensors;
using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Convolution;
using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;
using Earshot.Signals.Rooms;

namespace Earshot.Corpora.Mixing;

/// <summary>Makes noisy speech with its clean target from recordings. Thread-safe if its reader is.</summary>
public sealed class SpeechMixer
{
    private const double TargetRt60 = 0.2;

    private readonly IReadOnlyList<IReadOnlyList<ManifestEntry[]>> _voices; // [set][speaker][clip]
    private readonly IReadOnlyList<ManifestEntry> _noises;
    private readonly Func<ManifestEntry, AudioBuffer> _read;
    private readonly MixingOptions _options;

    /// <summary>Prepares a mixer.</summary>
    /// <param name="speechSets">Sets of clean clips; every set is as likely, and within it every speaker (column <c>speaker</c>).</param>
    /// <param name="noises">Noise clips, all as likely.</param>
    /// <param name="read">Reads a clip at any rate; called with the same clip often, so it may keep them.</param>
    /// <param name="options">What to make; defaults where null.</param>
    /// <exception cref="ArgumentException">There is no speech or no noise, or an option is out of range.</exception>
    public SpeechMixer(
        IReadOnlyList<IReadOnlyList<ManifestEntry>> speechSets, IReadOnlyList<ManifestEntry> noises, Func<ManifestEntry, AudioBuffer> read, MixingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(speechSets);
        ArgumentNullException.ThrowIfNull(noises);
        ArgumentNullException.ThrowIfNull(read);
        _options = options ?? new MixingOptions();
        _options.Validate(nameof(options));
        _voices = [.. speechSets.Select(set => (IReadOnlyList<ManifestEntry[]>)[.. set.GroupBy(Speaker, StringComparer.Ordinal).Select(group => group.ToArray())])];
        if (_voices.Count == 0 || _voices.Any(static set => set.Count == 0))
        {
            throw new ArgumentException("a set of speech has no clips", nameof(speechSets));
        }

        _noises = noises.Count > 0 ? noises : throw new ArgumentException("there are no noises", nameof(noises));
        _read = read;
    }

    /// <summary>Makes a mixture with a drawn ratio.</summary>
    /// <param name="seed">Decides everything.</param>
    public SpeechMixture Create(ulong seed)
    {
        var random = new SeededRandom(seed);
        double kind = random.NextDouble();
        double snr = random.NextDouble(_options.LowestSnrDb, _options.HighestSnrDb);
        bool isClean = kind < _options.CleanShare;
        bool isNoise = !isClean && kind < _options.CleanShare + _options.NoiseOnlyShare;
        return Mix(random, isClean ? double.PositiveInfinity : snr, isNoise);
    }

    /// <summary>Makes a mixture with a given ratio.</summary>
    /// <param name="seed">Decides everything else.</param>
    /// <param name="snrDb">Active speech over noise in dB; positive infinity leaves the noise out.</param>
    public SpeechMixture Create(ulong seed, double snrDb) => Mix(new SeededRandom(seed), snrDb, isNoise: false);

    private SpeechMixture Mix(SeededRandom random, double snrDb, bool isNoise)
    {
        int length = (int)(_options.Seconds * _options.SampleRate);

        // 1. Speech, dry.
        (float[] dry, double bandwidth) = Speech(random, length);
        Color(dry, random);

        // 2. The room, for what is heard and for the target.
        (float[] heard, float[] clean) = random.NextDouble() < _options.RoomShare ? Reverberate(dry, random) : (dry, dry.AsSpan().ToArray());

        // 3. Levels; the ratio is that of the heard speech.
        double power = ActivePart.Of(heard, _options.SampleRate).MeanSquare;
        double level = Math.Pow(10, random.NextDouble(_options.LowestLevelDb, _options.HighestLevelDb) / 10);
        float speechGain = (float)Math.Sqrt(level / Math.Max(power, 1e-12));
        TensorPrimitives.Multiply(heard, speechGain, heard);
        TensorPrimitives.Multiply(clean, speechGain, clean);

        // 4. Noise.
        float[] noise = Noise(random, length);
        Color(noise, random);
        double noisePower = TensorPrimitives.SumOfSquares<float>(noise) / length;
        float noiseGain = (float)Math.Sqrt(level * Math.Pow(10, -snrDb / 10) / Math.Max(noisePower, 1e-12));
        TensorPrimitives.MultiplyAdd(noise, noiseGain, isNoise ? new float[length] : heard, heard);
        if (isNoise)
        {
            Array.Clear(clean);
        }

        // 5. A band limit for both.
        if (random.NextDouble() < _options.LowPassShare)
        {
            double cutoff = 3600 * Math.Pow(16000.0 / 3600, random.NextDouble());
            BiquadCoefficients[] lowPass = ButterworthDesign.LowPass(10, _options.SampleRate, Math.Min(cutoff, 0.45 * _options.SampleRate));
            new BiquadCascade(lowPass).Process(heard, heard);
            new BiquadCascade(lowPass).Process(clean, clean);
        }

        return new SpeechMixture
        {
            Noisy = new AudioBuffer(_options.SampleRate, heard),
            Clean = new AudioBuffer(_options.SampleRate, clean),
            SnrDb = isNoise ? double.NegativeInfinity : snrDb,
            SpeechBandwidthHz = bandwidth,
        };
    }

    // Clips of one speaker with pauses between them, from a random place of the first.
    private (float[] Samples, double Bandwidth) Speech(SeededRandom random, int length)
    {
        IReadOnlyList<ManifestEntry[]> set = _voices[random.NextInt(_voices.Count)];
        ManifestEntry[] clips = set[random.NextInt(set.Count)];
        var samples = new float[length];
        double bandwidth = _options.SampleRate / 2.0;
        int position = (int)(random.NextDouble(0, 0.6) * _options.SampleRate);
        while (position < length)
        {
            AudioBuffer clip = _read(clips[random.NextInt(clips.Length)]);
            bandwidth = Math.Min(bandwidth, clip.SampleRate / 2.0);
            ReadOnlySpan<float> voice = Mono(clip, _options.SampleRate).Channel(0);
            int count = Math.Min(voice.Length, length - position);
            voice[..count].CopyTo(samples.AsSpan(position));
            position += count + (int)(random.NextDouble(0.05, 0.8) * _options.SampleRate);
        }

        return (samples, bandwidth);
    }

    private float[] Noise(SeededRandom random, int length)
    {
        AudioBuffer clip = Mono(_read(_noises[random.NextInt(_noises.Count)]), _options.SampleRate);
        ReadOnlySpan<float> recording = clip.Channel(0);
        var samples = new float[length];
        int position = random.NextInt(recording.Length);
        for (int done = 0; done < length;)
        {
            int count = Math.Min(length - done, recording.Length - position);
            recording.Slice(position, count).CopyTo(samples.AsSpan(done));
            done += count;
            position = 0;
        }

        return samples;
    }

    private void Color(float[] samples, SeededRandom random)
    {
        double low = random.NextDouble(-_options.ColorationDb, _options.ColorationDb);
        double high = random.NextDouble(-_options.ColorationDb, _options.ColorationDb);
        new BiquadCascade(
            BiquadCoefficients.LowShelf(_options.SampleRate, random.NextDouble(100, 600), low),
            BiquadCoefficients.HighShelf(_options.SampleRate, random.NextDouble(1500, 0.3 * _options.SampleRate), high)).Process(samples, samples);
    }

    private (float[] Heard, float[] Clean) Reverberate(float[] dry, SeededRandom random)
    {
        double rt60 = random.NextDouble(0.1, 0.7);
        var room = RoomImpulseResponse.FromDecay(rt60, random.NextDouble(0, 15), _options.SampleRate, random.NextBits());
        float[] shortened = room.Samples.ToArray();
        double slope = Math.Max(0, (1 / TargetRt60) - (1 / rt60)) * -3 / _options.SampleRate;
        for (int n = 0; n < shortened.Length; n++)
        {
            shortened[n] *= (float)Math.Pow(10, slope * n);
        }

        return (FastConvolution.Convolve(dry, room.Samples)[..dry.Length], FastConvolution.Convolve(dry, shortened)[..dry.Length]);
    }

    private static AudioBuffer Mono(AudioBuffer clip, int sampleRate)
    {
        AudioBuffer mono = clip.ChannelCount == 1 ? clip : clip.ToMono();
        return mono.SampleRate == sampleRate ? mono : mono.Resample(sampleRate);
    }

    private static string Speaker(ManifestEntry entry) => entry.TryGetValue("speaker", out string speaker) ? speaker : entry.File;
}
