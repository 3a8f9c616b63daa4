using System.Text;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class FileSignatureTests
{
    [Theory]
    [InlineData("", AudioFileKind.Empty)]
    [InlineData("RIFF....WAVE", AudioFileKind.Wav)]
    [InlineData("RF64....WAVE", AudioFileKind.Wav)]
    [InlineData("BW64....WAVE", AudioFileKind.Wav)]
    [InlineData("RIFF....WEBP", AudioFileKind.OtherRiff)]
    [InlineData("RIFX....WAVE", AudioFileKind.Rifx)]
    [InlineData("riff\x2E\u0091\u00CF\x11", AudioFileKind.Wave64)]
    [InlineData("FORM....AIFF", AudioFileKind.Aiff)]
    [InlineData("FORM....AIFC", AudioFileKind.Aiff)]
    [InlineData("FORM....ILBM", AudioFileKind.Unknown)]
    [InlineData(".snd", AudioFileKind.Au)]
    [InlineData("caff", AudioFileKind.Caf)]
    [InlineData("fLaC", AudioFileKind.Flac)]
    [InlineData("OggS........................OpusHead", AudioFileKind.OggOpus)]
    [InlineData("OggS........................\x01vorbis", AudioFileKind.OggVorbis)]
    [InlineData("OggS........................\x7F" + "FLAC", AudioFileKind.OggOther)]
    [InlineData("OggS", AudioFileKind.OggOther)]
    [InlineData("ID3\x04", AudioFileKind.Mp3)]
    [InlineData("\u00FF\u00FB\u0090\u0064", AudioFileKind.Mp3)]
    [InlineData("\u00FF\u00F3\u0040\u00C4", AudioFileKind.Mp3)]
    [InlineData("\u00FF\u00F1\u0050\u0080", AudioFileKind.Aac)]
    [InlineData("\u00FF\u00FF\u00FF\u00FF", AudioFileKind.Unknown)]
    [InlineData("\u00FF\u00FB\u0000\u0000", AudioFileKind.Unknown)]
    [InlineData("....ftypM4A ", AudioFileKind.Mp4)]
    [InlineData("\x1A\x45\u00DF\u00A3", AudioFileKind.Matroska)]
    [InlineData("  <html>", AudioFileKind.Markup)]
    [InlineData("<?xml", AudioFileKind.Markup)]
    [InlineData("< 5", AudioFileKind.Unknown)]
    [InlineData("PK\x03\x04", AudioFileKind.NotAudio)]
    [InlineData("hello", AudioFileKind.Unknown)]
    public void The_first_bytes_tell(string head, AudioFileKind kind) => Assert.Equal(kind, FileSignature.Detect(Encoding.Latin1.GetBytes(head)));

    [Fact]
    public void Every_kind_has_words_and_no_head_of_any_length_breaks_the_reader()
    {
        Assert.All(Enum.GetValues<AudioFileKind>(), kind => Assert.NotEmpty(FileSignature.Describe(kind)));
        foreach (string start in new[] { "RIFF", "OggS", "ID3", "\u00FF\u00FB", "FORM", "riff", "....ftyp" })
        {
            byte[] bytes = Encoding.Latin1.GetBytes(start.PadRight(64, '\x01'));
            for (int length = 0; length <= bytes.Length; length++)
            {
                Assert.True(Enum.IsDefined(FileSignature.Detect(bytes.AsSpan(0, length))));
            }
        }
    }
}
