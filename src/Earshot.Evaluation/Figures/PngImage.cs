using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Earshot.Evaluation.Figures.Color;

namespace Earshot.Evaluation.Figures;

/// <summary>A picture of pixels and its encoding as PNG: 24-bit color or 8-bit palette.</summary>
/// <remarks>
/// ISO/IEC 15948 (PNG, 2003). Lines of 24-bit pictures take the filter (none, left, up, mean, Paeth) with the least sum of
/// absolute differences, the heuristic that the standard suggests in 12.8; palettes take none.
/// </remarks>
public sealed class PngImage : IFigure
{
    private const byte TrueColor = 2;
    private const byte Indexed = 3;
    private readonly byte[] _pixels; // [row][column][channel]
    private readonly Rgb[]? _palette;

    private PngImage(int width, int height, byte[] pixels, Rgb[]? palette)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
        _palette = palette;
    }

    /// <summary>Pixels a line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>A picture in 24-bit color.</summary>
    /// <param name="width">Pixels a line, 1 or more.</param>
    /// <param name="height">Lines, 1 or more.</param>
    /// <param name="pixels">Red, green and blue of each pixel, line by line from the top; width * height * 3 bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes is wrong.</exception>
    public static PngImage FromRgb(int width, int height, ReadOnlySpan<byte> pixels)
    {
        Check(width, height, pixels.Length, 3);
        return new PngImage(width, height, pixels.ToArray(), palette: null);
    }

    /// <summary>A picture of palette colors.</summary>
    /// <param name="width">Pixels a line, 1 or more.</param>
    /// <param name="height">Lines, 1 or more.</param>
    /// <param name="indices">The color of each pixel, line by line from the top.</param>
    /// <param name="palette">1 to 256 colors.</param>
    /// <exception cref="ArgumentException">A number of bytes or colors is wrong, or an index has no color.</exception>
    public static PngImage FromPalette(int width, int height, ReadOnlySpan<byte> indices, IReadOnlyList<Rgb> palette)
    {
        ArgumentNullException.ThrowIfNull(palette);
        Check(width, height, indices.Length, 1);
        if (palette.Count is < 1 or > 256)
        {
            throw new ArgumentException($"expected 1 to 256 colors, got {palette.Count}", nameof(palette));
        }

        foreach (byte index in indices)
        {
            if (index >= palette.Count)
            {
                throw new ArgumentException($"index {index} has no color in a palette of {palette.Count}", nameof(indices));
            }
        }

        return new PngImage(width, height, indices.ToArray(), [.. palette]);
    }

    /// <summary>The file.</summary>
    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }

    /// <inheritdoc/>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8; // bits a sample
        header[9] = _palette is null ? TrueColor : Indexed;
        WriteChunk(stream, "IHDR", header);
        if (_palette is not null)
        {
            WriteChunk(stream, "PLTE", [.. _palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        }

        WriteChunk(stream, "IDAT", Compress());
        WriteChunk(stream, "IEND", []);
    }

    private static void Check(int width, int height, int length, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        long expected = (long)width * height * channels;
        if (length != expected)
        {
            throw new ArgumentException($"expected {expected} bytes for {width} x {height} pixels, got {length}", nameof(length));
        }
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        stream.Write(word);
        Encoding.ASCII.GetBytes(type, word);
        uint crc = Crc32.Append(Crc32.Append(Crc32.Start, word), data);
        stream.Write(word);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Finish(crc));
        stream.Write(word);
    }

    private byte[] Compress()
    {
        int channels = _palette is null ? 3 : 1;
        int stride = Width * channels;
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var filtered = new byte[stride + 1];
            var best = new byte[stride + 1];
            var above = new byte[stride];
            for (int row = 0; row < Height; row++)
            {
                ReadOnlySpan<byte> line = _pixels.AsSpan(row * stride, stride);
                if (channels == 1)
                {
                    line.CopyTo(best.AsSpan(1));
                }
                else
                {
                    PngFilter.Choose(line, above, channels, filtered, best);
                }

                zlib.Write(best);
                line.CopyTo(above);
            }
        }

        return target.ToArray();
    }
}
