namespace Earshot.Signals.Tests.Measures;

// Test signals of EBU Tech 3341: tones in steps of level, the same in every channel unless levels differ by channel.
internal static class Tone
{
    internal static AudioBuffer Steps(int sampleRate, int channels, double frequencyHz, params (double Dbfs, double Seconds)[] steps)
    {
        int length = steps.Sum(step => (int)Math.Round(step.Seconds * sampleRate));
        var buffer = new AudioBuffer(sampleRate, channels, length);
        int start = 0;
        foreach ((double dbfs, double seconds) in steps)
        {
            int count = (int)Math.Round(seconds * sampleRate);
            double amplitude = Math.Pow(10, dbfs / 20);
            Span<float> target = buffer.Channel(0).Slice(start, count);
            for (int n = 0; n < count; n++)
            {
                target[n] = (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * (start + n) / sampleRate));
            }

            for (int c = 1; c < channels; c++)
            {
                target.CopyTo(buffer.Channel(c).Slice(start, count));
            }

            start += count;
        }

        return buffer;
    }

    internal static float[] Sine(int length, double cyclesPerSample, double phaseDegrees, double amplitude)
    {
        var samples = new float[length];
        for (int n = 0; n < length; n++)
        {
            samples[n] = (float)(amplitude * Math.Sin((2 * Math.PI * cyclesPerSample * n) + (phaseDegrees * Math.PI / 180)));
        }

        return samples;
    }
}
