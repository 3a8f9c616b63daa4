using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Color;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Tests.Figures;

public sealed class PngImageTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(64, 50)]
    public void Color_pictures_come_back_exactly(int width, int height)
    {
        var random = new SeededRandom(1);
        var pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            // Smooth in the upper half, noise in the lower: all filters get their turn.
            pixels[i] = i < pixels.Length / 2 ? (byte)(i / 3 * 2) : (byte)random.NextInt(256);
        }

        (int w, int h, byte type, byte[] decoded, _) = Decode(PngImage.FromRgb(width, height, pixels).Encode());
        Assert.Equal((width, height, (byte)2), (w, h, type));
        Assert.Equal(pixels, decoded);
    }

    [Fact]
    public void Palette_pictures_come_back_exactly()
    {
        var random = new SeededRandom(2);
        var indices = new byte[33 * 20];
        foreach (ref byte index in indices.AsSpan())
        {
            index = (byte)random.NextInt(5);
        }

        Rgb[] palette = [new(1, 2, 3), new(255, 0, 0), new(0, 255, 0), new(0, 0, 255), new(9, 8, 7)];
        (int w, int h, byte type, byte[] decoded, byte[] colors) = Decode(PngImage.FromPalette(33, 20, indices, palette).Encode());
        Assert.Equal((33, 20, (byte)3), (w, h, type));
        Assert.Equal(indices, decoded);
        Assert.Equal(palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue }), colors);
    }

    [Fact]
    public void Smooth_pictures_are_small()
    {
        // A slope compresses to a few bytes a line only when the filters work: 100 x 100 x 3 bytes raw.
        var pixels = new byte[30_000];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i / 3 % 100) + (i / 300));
        }

        Assert.InRange(PngImage.FromRgb(100, 100, pixels).Encode().Length, 60, 600);
    }

    [Fact]
    public void Wrong_sizes_and_colors_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PngImage.FromRgb(2, 2, new byte[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngImage.FromRgb(0, 2, []));
        Assert.Throws<ArgumentException>(() => PngImage.FromPalette(1, 1, [1], [new Rgb(0, 0, 0)]));
        Assert.Throws<ArgumentException>(() => PngImage.FromPalette(1, 1, [0], []));
    }

    /// <summary>A plain decoder for what the encoder may write; the reference of these tests.</summary>
    internal static (int Width, int Height, byte Type, byte[] Pixels, byte[] Palette) Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        int width = 0;
        int height = 0;
        byte type = 0;
        byte[] palette = [];
        var data = new MemoryStream();
        var names = new List<string>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string name = Encoding.ASCII.GetString(file, at + 4, 4);
            ReadOnlySpan<byte> body = file.AsSpan(at + 8, length);
            Assert.Equal(BitwiseCrc(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            names.Add(name);
            if (name == "IHDR")
            {
                width = BinaryPrimitives.ReadInt32BigEndian(body);
                height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                Assert.Equal(8, body[8]);
                type = body[9];
                Assert.Equal([0, 0, 0], body[10..].ToArray());
            }
            else if (name == "PLTE")
            {
                palette = body.ToArray();
            }
            else if (name == "IDAT")
            {
                data.Write(body);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], names.Where(n => n != "PLTE"));
        return (width, height, type, Unfilter(data.ToArray(), width, height, type == 2 ? 3 : 1), palette);
    }

    private static byte[] Unfilter(byte[] compressed, int width, int height, int channels)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var raw = new MemoryStream();
        zlib.CopyTo(raw);
        byte[] lines = raw.ToArray();
        int stride = width * channels;
        Assert.Equal((stride + 1) * height, lines.Length);
        var pixels = new byte[stride * height];
        for (int row = 0; row < height; row++)
        {
            byte filter = lines[row * (stride + 1)];
            for (int i = 0; i < stride; i++)
            {
                int left = i >= channels ? pixels[(row * stride) + i - channels] : 0;
                int up = row > 0 ? pixels[((row - 1) * stride) + i] : 0;
                int corner = row > 0 && i >= channels ? pixels[((row - 1) * stride) + i - channels] : 0;
                int p = left + up - corner;
                int paeth = new[] { (Math.Abs(p - left), 0, left), (Math.Abs(p - up), 1, up), (Math.Abs(p - corner), 2, corner) }.Min().Item3;
                int predicted = new[] { 0, left, up, (left + up) / 2, paeth }[filter];
                pixels[(row * stride) + i] = (byte)(lines[(row * (stride + 1)) + 1 + i] + predicted);
            }
        }

        return pixels;
    }

    private static uint BitwiseCrc(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool one = ((crc ^ (uint)(b >> bit)) & 1) != 0;
                crc = one ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
