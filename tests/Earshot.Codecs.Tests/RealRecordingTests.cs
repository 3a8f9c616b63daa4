using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs.Tests;

public sealed class RealRecordingTests
{
    [Theory]
    [InlineData("speech48", 48000)]
    [InlineData("sentences", 16000)]
    [InlineData("commands", 16000)]
    [InlineData("digits", 8000)]
    public void Opus_recordings_come_at_their_own_rate_and_length(string set, int sampleRate)
    {
        string[] files = DataFolder.Files(set, "*.opus", 5);
        Assert.SkipUnless(files.Length > 0, $"../shared/data/{set} is not there");
        Assert.SkipUnless(SndFileLibrary.IsAvailable, "libsndfile is not installed");
        foreach (string file in files)
        {
            using IAudioReader reader = AudioFile.Open(file);
            AudioBuffer buffer = reader.ReadToEnd();
            Assert.Equal(sampleRate, buffer.SampleRate);
            Assert.Equal(1, buffer.ChannelCount);
            Assert.Contains("Opus", reader.FormatName, StringComparison.Ordinal);
            Assert.Equal(reader.Length, buffer.Length);
            Assert.InRange(buffer.Duration.TotalSeconds, 0.1, 60);
            Assert.InRange(buffer.Samples.ToArray().Max(Math.Abs), 0.001f, 2f);
        }
    }
}
