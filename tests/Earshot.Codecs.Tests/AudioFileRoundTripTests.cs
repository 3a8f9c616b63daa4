using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Codecs.Tests;

public sealed class AudioFileRoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 2)]
    [InlineData(24, 3)]
    public void Flac_gives_back_every_integer_exactly(int bits, int channels)
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Flac), "no libsndfile with FLAC");
        AudioBuffer original = Tones(48000, channels, 30_001);
        double scale = 1L << (bits - 1);
        foreach (ref float sample in original.Samples)
        {
            sample = (float)(Math.Round(sample * scale) / scale);
        }

        original.Samples[0] = -1;
        original.Samples[1] = (float)((scale - 1) / scale);
        string path = Path.Combine(_folder, "a.flac");
        AudioFile.Write(path, original, new AudioWriteOptions { FlacBits = bits });
        AudioBuffer copy = AudioFile.Read(path);
        Assert.Equal(original.SampleRate, copy.SampleRate);
        Assert.Equal(channels, copy.ChannelCount);
        Assert.Equal(original.Samples.ToArray(), copy.Samples.ToArray());
    }

    // Thresholds in dB of signal to error. Tones are what these coders do best; an error of sign, scale or one sample of delay
    // would leave less than 15 dB.
    [Theory]
    [InlineData("a.ogg", CodecFormat.Vorbis, 48000, 2, 20)]
    [InlineData("a.opus", CodecFormat.Opus, 48000, 2, 20)]
    [InlineData("a.opus", CodecFormat.Opus, 16000, 1, 20)]
    [InlineData("a.mp3", CodecFormat.Mp3, 44100, 2, 20)]
    public void Lossy_formats_give_back_the_sound_in_place(string name, CodecFormat format, int sampleRate, int channels, double minimumDb)
    {
        Assert.SkipUnless(SndFileLibrary.Supports(format), $"no libsndfile with {format}");
        AudioBuffer original = Tones(sampleRate, channels, 2 * sampleRate);
        string path = Path.Combine(_folder, name);
        AudioFile.Write(path, original, new AudioWriteOptions { Quality = 0.9 });
        using IAudioReader reader = AudioFile.Open(path);
        AudioBuffer copy = reader.ReadToEnd();
        Assert.Equal(sampleRate, copy.SampleRate);
        Assert.Equal(channels, copy.ChannelCount);
        Assert.Equal(original.Length, copy.Length);
        Assert.True(SignalToErrorDb(original, copy) > minimumDb, $"{SignalToErrorDb(original, copy):F1} dB");
    }

    internal static AudioBuffer Tones(int sampleRate, int channels, int length)
    {
        var buffer = new AudioBuffer(sampleRate, channels, length);
        var random = new SeededRandom(3);
        for (int c = 0; c < channels; c++)
        {
            for (int n = 0; n < length; n++)
            {
                double t = n / (double)sampleRate;
                buffer.Channel(c)[n] = (float)((0.3 * Math.Sin(2 * Math.PI * 331 * (c + 1) * t)) + (0.2 * Math.Sin(2 * Math.PI * 1377 * t)) + (0.001 * random.NextGaussian()));
            }
        }

        return buffer;
    }

    internal static double SignalToErrorDb(AudioBuffer original, AudioBuffer copy)
    {
        double signal = 0;
        double error = 0;
        for (int c = 0; c < original.ChannelCount; c++)
        {
            for (int n = 0; n < Math.Min(original.Length, copy.Length); n++)
            {
                double x = original.Channel(c)[n];
                double e = x - copy.Channel(c)[n];
                signal += x * x;
                error += e * e;
            }
        }

        return 10 * Math.Log10(signal / error);
    }
}
