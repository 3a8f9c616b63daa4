using Earshot.Codecs;
using Earshot.Corpora;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;

namespace Earshot.Signals.Tests.SpeechActivity;

// A minute of clean natural sentences with pauses, at 16 kHz, and the truth about where speech is: frames of 10 ms whose energy is within
// 35 dB of the loud frames' (98th percentile), gaps up to 300 ms counted as speech.
internal sealed class NaturalScene
{
    internal const int SampleRate = 16000;
    internal const int HopLength = SampleRate / 100;

    private const double RangeDb = 35;
    private const int GapFrames = 30;

    private NaturalScene(float[] samples, bool[] isSpeech)
    {
        Samples = samples;
        IsSpeech = isSpeech;
        double energy = 0;
        for (int n = 0; n < isSpeech.Length * HopLength; n++)
        {
            energy += isSpeech[n / HopLength] ? (double)samples[n] * samples[n] : 0;
        }

        Power = energy / (isSpeech.Count(speech => speech) * (double)HopLength);
    }

    internal float[] Samples { get; }

    internal bool[] IsSpeech { get; } // [frame]

    internal double Power { get; } // mean square of the frames with speech

    internal static NaturalScene Read(DatasetRoot data, string speaker, double seconds, ulong seed)
    {
        ManifestEntry[] clips = [.. data.ReadManifest("speech48").Entries.Where(entry => entry["speaker"] == speaker)];
        var random = new SeededRandom(seed);
        var samples = new float[(int)(seconds * SampleRate)];
        int position = 3 * SampleRate / 2;
        while (true)
        {
            ReadOnlySpan<float> clip = Audio(clips[random.NextInt(clips.Length)]);
            if (position + clip.Length + SampleRate > samples.Length)
            {
                return new NaturalScene(samples, Label(samples));
            }

            clip.CopyTo(samples.AsSpan(position));
            position += clip.Length + (int)(SampleRate * random.NextDouble(0.8, 3));
        }
    }

    internal static float[] Audio(ManifestEntry entry) => AudioFile.Read(entry.FindAudio()).Resample(SampleRate).Channel(0).ToArray();

    // The scene with noise, repeated where it is short, at a ratio to the speech while there is speech.
    internal float[] With(float[] noise, double snrDb)
    {
        double gain = Math.Sqrt(Power / noise.Average(x => (double)x * x) / Math.Pow(10, snrDb / 10));
        return [.. Samples.Select((x, n) => x + (float)(gain * noise[n % noise.Length]))];
    }

    private static bool[] Label(float[] samples)
    {
        double[] energies = [.. samples.Chunk(HopLength).Select(chunk => chunk.Sum(x => (double)x * x))];
        double gate = energies.Order().ElementAt((int)(0.98 * energies.Length)) * Math.Pow(10, -RangeDb / 10);
        bool[] speech = [.. energies.Select(energy => energy > gate)];
        int last = -1;
        for (int t = 0; t < speech.Length; t++)
        {
            if (!speech[t])
            {
                continue;
            }

            if (last >= 0 && t - last <= GapFrames)
            {
                speech.AsSpan(last, t - last).Fill(true);
            }

            last = t;
        }

        return speech;
    }
}
