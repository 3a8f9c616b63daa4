using Earshot.Signals.Wave;

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
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            writer.Write(block);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        writer.Complete();
        stream.Position = 0;
        using var reader = new WavReader(stream);
        reader.Read(block);
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Assert.True(reader.Read(block) == 480);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
