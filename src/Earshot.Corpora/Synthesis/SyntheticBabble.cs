using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;

namespace Earshot.Corpora.Synthesis;

/// <summary>Many talkers at once: of supplied recordings, or of made voices.</summary>
/// <remarks>Each talker has its own place in the stereo image and a level drawn within 6 dB. Recordings are repeated end to end from a random place.</remarks>
public sealed class SyntheticBabble : IProgrammeSource
{
    private readonly int _talkers;
    private readonly IReadOnlyList<AudioBuffer>? _speech;

    /// <summary>Creates babble of made voices.</summary>
    /// <param name="talkers">How many talk at once, 1 to 64; from about 6 on no single voice stands out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="talkers"/> is out of range.</exception>
    public SyntheticBabble(int talkers = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(talkers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(talkers, 64);
        _talkers = talkers;
    }

    /// <summary>Creates babble of recorded voices.</summary>
    /// <param name="speech">One recording a talker or more, not empty, at any rate; resampled where the programme has another.</param>
    /// <param name="talkers">How many talk at once, 1 to 64.</param>
    /// <exception cref="ArgumentException">There is no recording, or one is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="talkers"/> is out of range.</exception>
    public SyntheticBabble(IReadOnlyList<AudioBuffer> speech, int talkers = 8)
        : this(talkers)
    {
        ArgumentNullException.ThrowIfNull(speech);
        if (speech.Count == 0 || speech.Any(s => s.Length == 0))
        {
            throw new ArgumentException($"expected one recording or more, none of them empty; got {speech.Count}", nameof(speech));
        }

        _speech = speech;
    }

    /// <inheritdoc/>
    public string Name => "babble";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var random = new SeededRandom(seed);
        for (int talker = 0; talker < _talkers; talker++)
        {
            double[] voice = _speech is null
                ? new SyntheticTalker.Voice(sampleRate, random.NextBits()).Speak(canvas.Length)
                : Repeat(_speech[random.NextInt(_speech.Count)], canvas.Length, sampleRate, random);
            Level(voice);
            double gain = Math.Pow(10, random.NextDouble(-6, 0) / 20);
            canvas.Add(voice, 0, gain, random.NextDouble(-1, 1));
        }

        return canvas.ToBuffer();
    }

    private static double[] Repeat(AudioBuffer speech, int length, int sampleRate, SeededRandom random)
    {
        ReadOnlySpan<float> mono = speech.ToMono().Resample(sampleRate).Samples;
        var voice = new double[length];
        int start = random.NextInt(mono.Length);
        for (int n = 0; n < length; n++)
        {
            float x = mono[(int)(((long)start + n) % mono.Length)];
            voice[n] = float.IsFinite(x) ? x : 0;
        }

        return voice;
    }

    // Equal energy, so that the drawn gain alone decides who is near.
    private static void Level(double[] voice)
    {
        double energy = 0;
        foreach (double x in voice)
        {
            energy += x * x;
        }

        double scale = energy > 0 ? Math.Sqrt(voice.Length / energy) : 0;
        for (int n = 0; n < voice.Length; n++)
        {
            voice[n] *= scale;
        }
    }
}
