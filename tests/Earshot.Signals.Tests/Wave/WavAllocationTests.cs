using Earshot.Signals.Wave;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Wave;

public sealed class WavAllocationTests
{
    [Theory]
    [InlineData(WavSampleFormat.Int16)]
    [InlineData(WavSampleFormat.Int24)]
    [InlineData(WavSampleFormat.Float32)]
    public void A_block_is_written_and_read_without_allocating(WavSampleFormat format)
    {
        var stream = new MemoryStream(new byte[4_000_000]);
        var block = new float[480 * 2];
        using var writer = new WavWriter(stream, 48000, 2, new WavWriterOptions { SampleFormat = format, DitherSeed = 1 }, leaveOpen: true);
        writer.Write(block);
        Assert.Equal(0, AllocatedBytes.Least(() => writer.Write(block)));
        writer.Complete();
        stream.Position = 0;
        using var reader = new WavReader(stream);
        reader.Read(block);
        Assert.Equal(0, AllocatedBytes.Least(() => reader.Read(block)));
    }
}
