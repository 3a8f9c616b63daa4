using System.Text;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

/// <summary>Files past 4 GiB, whose middle is never stored.</summary>
public sealed class LargeWavTests
{
    private const long Samples = (1L << 31) + 1000; // of 16 bits: just past 4 GiB

    [Fact]
    [Trait("Speed", "Slow")]
    public void A_file_past_4_GiB_is_written_and_read_as_RF64()
    {
        var stream = new HollowStream();
        var block = new float[1 << 20];
        using (var writer = new WavWriter(stream, 48000, 1, new WavWriterOptions { SampleFormat = WavSampleFormat.Int16 }, leaveOpen: true))
        {
            for (long left = Samples; left > 0; left -= block.Length)
            {
                writer.Write(block.AsSpan(0, (int)Math.Min(left, block.Length)));
            }

            writer.Complete();
        }

        Assert.Equal("RF64", Encoding.ASCII.GetString(stream.Head[..4]));
        stream.Position = 0;
        using var reader = new WavReader(stream);
        Assert.Equal(Samples, reader.Length);
        long read = 0;
        for (int count = reader.Read(block); count > 0; count = reader.Read(block))
        {
            read += count;
        }

        Assert.Equal(Samples, read);
        Assert.False(reader.IsTruncated);
    }

    [Fact]
    public void A_length_past_4_GiB_is_believed_only_if_the_file_has_it()
    {
        byte[] head = new WavBytes("RF64", uint.MaxValue).Sizes64(2 * Samples, 2 * Samples, Samples).Format(1, 1, 48000, 16).Chunk("data", [], uint.MaxValue).ToArray();
        foreach ((long length, long? expected) in new[] { (head.Length + (2 * Samples), Samples), (1_000_000L, (1_000_000L - head.Length) / 2) })
        {
            var stream = new HollowStream();
            stream.Write(head);
            stream.SetLength(length);
            stream.Position = 0;
            using var reader = new WavReader(stream);
            Assert.Equal(expected, reader.Length);
            Assert.Equal(expected != Samples, reader.IsTruncated);
        }
    }

    /// <summary>Keeps its first kilobyte; behind it everything reads as 0.</summary>
    private sealed class HollowStream : Stream
    {
        private long _length;

        internal byte[] Head { get; } = new byte[1024];

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Clamp(_length - Position, 0, count);
            Span<byte> target = buffer.AsSpan(offset, read);
            target.Clear();
            if (Position < Head.Length)
            {
                ReadOnlySpan<byte> kept = Head.AsSpan((int)Position);
                kept[..Math.Min(kept.Length, read)].CopyTo(target);
            }

            Position += read;
            return read;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position < Head.Length)
            {
                buffer.AsSpan(offset, (int)Math.Min(count, Head.Length - Position)).CopyTo(Head.AsSpan((int)Position));
            }

            Position += count;
            _length = Math.Max(_length, Position);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? Position : _length);

        public override void SetLength(long value) => _length = value;
    }
}
