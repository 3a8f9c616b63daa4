using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests.Harness;

/// <summary>Recordings that tests feed to the tool.</summary>
internal static class Recordings
{
    /// <summary>A sine of -6 dB full scale in every channel.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="channelCount">Channels.</param>
    /// <param name="amplitude">Peak; above 1 clips when stored as integers.</param>
    public static AudioBuffer Sine(int sampleRate = 16000, double seconds = 1, int channelCount = 1, double amplitude = 0.5)
    {
        var audio = new AudioBuffer(sampleRate, channelCount, (int)(seconds * sampleRate));
        for (int c = 0; c < channelCount; c++)
        {
            Span<float> channel = audio.Channel(c);
            for (int i = 0; i < channel.Length; i++)
            {
                channel[i] = (float)(amplitude * Math.Sin(2 * Math.PI * 440 * i / sampleRate));
            }
        }

        return audio;
    }

    /// <summary>Noise bursts with pauses, the coarsest thing that behaves like talk.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="seconds">Length.</param>
    public static AudioBuffer Bursts(int sampleRate = 16000, double seconds = 4)
    {
        var audio = new AudioBuffer(sampleRate, 1, (int)(seconds * sampleRate));
        new SeededRandom(3).FillGaussian(audio.Samples);
        for (int i = 0; i < audio.Length; i++)
        {
            audio.Samples[i] *= i / (sampleRate / 2) % 2 == 0 ? 0.001f : 0.1f;
        }

        return audio;
    }

    /// <summary>A recording as the bytes of a WAV file.</summary>
    /// <param name="audio">The recording.</param>
    /// <param name="format">How samples are stored.</param>
    public static byte[] Wav(AudioBuffer audio, WavSampleFormat format = WavSampleFormat.Int16)
    {
        using var stream = new MemoryStream();
        WavFile.Write(stream, audio, format);
        return stream.ToArray();
    }

    /// <summary>A recording as raw floats.</summary>
    /// <param name="audio">The recording, mono.</param>
    public static byte[] Raw(AudioBuffer audio) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(audio.Samples).ToArray();
}
