using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Conformance;

// The sounds that the checks run through.
internal static class TestSignals
{
    // Noise of unit power scaled to -20 dB, on for 0.3 s and off for 0.1 s, an odd length so that no frame divides it.
    public static AudioBuffer Bursts(int rate, int channels, double seconds, ulong seed)
    {
        var buffer = new AudioBuffer(rate, channels, (int)(rate * seconds) + 37);
        var random = new SeededRandom(seed);
        for (int c = 0; c < channels; c++)
        {
            Span<float> samples = buffer.Channel(c);
            for (int n = 0; n < samples.Length; n++)
            {
                bool on = n % (0.4 * rate) < 0.3 * rate;
                samples[n] = on ? (float)(0.1 * random.NextGaussian()) : 0;
            }
        }

        return buffer;
    }

    // The signal with silence behind it.
    public static AudioBuffer Pad(AudioBuffer input, int length)
    {
        var padded = new AudioBuffer(input.SampleRate, input.ChannelCount, input.Length + length);
        for (int c = 0; c < input.ChannelCount; c++)
        {
            input.Channel(c).CopyTo(padded.Channel(c));
        }

        return padded;
    }

    // The same signal twice: with the given values sprinkled in, and with zeros in their places.
    public static (AudioBuffer Bad, AudioBuffer Clean) Sprinkle(AudioBuffer input, ReadOnlySpan<float> values)
    {
        AudioBuffer bad = input.Clone();
        AudioBuffer clean = input.Clone();
        var random = new SeededRandom(77);
        for (int n = 0; n < input.Samples.Length; n += 1 + random.NextInt(500))
        {
            bad.Samples[n] = values[random.NextInt(values.Length)];
            clean.Samples[n] = 0;
        }

        return (bad, clean);
    }

    // Two signals that are equal up to a sample and differ in every sample from there on.
    public static AudioBuffer ChangeFrom(AudioBuffer input, int start)
    {
        AudioBuffer changed = input.Clone();
        var random = new SeededRandom(78);
        for (int c = 0; c < input.ChannelCount; c++)
        {
            foreach (ref float sample in changed.Channel(c)[start..])
            {
                sample = (float)random.NextDouble(-0.5, 0.5);
            }
        }

        return changed;
    }
}
