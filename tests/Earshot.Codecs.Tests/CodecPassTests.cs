using Earshot.Signals;

namespace Earshot.Codecs.Tests;

public sealed class CodecPassTests
{
    // Two seconds of tones; a delay of one sample at 1377 Hz and 48 kHz alone would leave 15 dB.
    [Theory]
    [InlineData(CodecFormat.Mp3, 64_000, 48000, 1)]
    [InlineData(CodecFormat.Aac, 32_000, 48000, 1)]
    [InlineData(CodecFormat.Opus, 16_000, 48000, 1)]
    [InlineData(CodecFormat.Mp3, 64_000, 44100, 2)]
    [InlineData(CodecFormat.Mp3, 64_000, 16000, 1)]
    [InlineData(CodecFormat.Aac, 32_000, 44100, 1)]
    [InlineData(CodecFormat.Aac, 32_000, 16000, 1)]
    [InlineData(CodecFormat.Opus, 16_000, 16000, 1)]
    [InlineData(CodecFormat.Vorbis, 64_000, 44100, 2)]
    [InlineData(CodecFormat.Opus, 64_000, 44100, 2)]
    public void What_comes_back_is_aligned_and_as_long(CodecFormat format, int bitsPerSecond, int sampleRate, int channels)
    {
        Assert.SkipUnless(FfmpegProgram.Find() is not null, "ffmpeg is not installed");
        AudioBuffer original = AudioFileRoundTripTests.Tones(sampleRate, channels, 2 * sampleRate);
        AudioBuffer copy = CodecPass.Apply(original, format, bitsPerSecond);
        Assert.Equal(original.Length, copy.Length);
        Assert.Equal(original.SampleRate, copy.SampleRate);
        Assert.Equal(original.ChannelCount, copy.ChannelCount);
        double db = AudioFileRoundTripTests.SignalToErrorDb(original, copy);
        Assert.True(db > 16, $"{db:F1} dB");
    }
}
