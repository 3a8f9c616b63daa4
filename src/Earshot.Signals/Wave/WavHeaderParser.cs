using System.Buffers.Binary;
using System.Text;

namespace Earshot.Signals.Wave;

/// <summary>Walks the chunks of a WAV stream up to its samples, without seeking back and without trusting a size.</summary>
/// <remarks>
/// RIFF: IBM and Microsoft, Multimedia Programming Interface 1.0 (1991). RF64: EBU Tech 3306 (2009). BW64: ITU-R BS.2088.
/// Deviations, all lenient: a missing pad byte after an odd chunk is forgiven (an id never begins with 0); a data size that a
/// streaming writer could not know, or that reaches past the end, means "to the end"; chunks after the samples are ignored.
/// </remarks>
internal sealed class WavHeaderParser
{
    private const int MaxChunksBeforeData = 4096;
    private const string Accepted = "a WAV file begins with RIFF, RF64 or BW64, four bytes of size, and WAVE";

    private readonly ByteSource _source;
    private readonly Dictionary<uint, ulong> _largeSizes = []; // RF64: sizes of chunks whose own field says 0xFFFFFFFF
    private string _container = string.Empty;
    private ulong _riffSize;
    private WavFormat? _format;

    private WavHeaderParser(ByteSource source) => _source = source;

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="AudioFormatException">The stream is no WAV file, is broken, or is of a kind that is not read.</exception>
    internal static WavHeader Parse(ByteSource source) => new WavHeaderParser(source).Parse();

    private WavHeader Parse()
    {
        ReadRiff();
        bool previousWasOdd = false;
        for (int i = 0; i < MaxChunksBeforeData; i++)
        {
            uint id = ReadChunkHead(previousWasOdd, out uint size32, out long offset);
            ulong size = size32 == uint.MaxValue && _largeSizes.TryGetValue(id, out ulong large) ? large : size32;
            if (id == Id("data"u8))
            {
                return Finish(size32, size, offset);
            }

            ulong consumed = 0;
            if (id == Id("fmt "u8) && _format is null)
            {
                _format = WavFormatChunk.Parse(_source, size, offset, out consumed);
            }
            else if (id == Id("ds64"u8) && _container is not "RIFF")
            {
                consumed = ReadSizes64(size, offset);
            }

            if (!_source.TrySkip(size - consumed))
            {
                throw _source.Fail(
                    offset + 4, $"chunk '{Name(id)}' says that it has {size} bytes, more than follow", "a 'data' chunk with the samples is expected after it");
            }

            previousWasOdd = size % 2 != 0;
        }

        throw _source.Fail(_source.Position, $"{MaxChunksBeforeData} chunks and no samples yet", "a 'data' chunk is expected earlier");
    }

    private void ReadRiff()
    {
        Span<byte> head = stackalloc byte[FileSignature.Length];
        int count = _source.ReadFully(head[..12]);
        if (count == 12 && FileSignature.Detect(head[..12]) == AudioFileKind.Wav)
        {
            _container = Encoding.ASCII.GetString(head[..4]);
            _riffSize = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            return;
        }

        count += count == 12 ? _source.ReadFully(head[12..]) : 0;
        AudioFileKind kind = FileSignature.Detect(head[..count]);
        throw _source.Fail(0, kind switch
        {
            AudioFileKind.Empty => "the file is empty",
            AudioFileKind.Unknown => $"found {Convert.ToHexString(head[..Math.Min(count, 12)])}",
            _ => $"this looks like {FileSignature.Describe(kind)}",
        }, Accepted);
    }

    private uint ReadChunkHead(bool previousWasOdd, out uint size, out long offset)
    {
        Span<byte> head = stackalloc byte[8];
        offset = _source.Position;
        int count = _source.ReadFully(head);
        if (count == 8 && previousWasOdd && head[0] == 0)
        {
            head[1..].CopyTo(head);
            count = 7 + _source.ReadFully(head[7..]);
            offset++;
        }

        if (count < 8)
        {
            throw _source.Fail(offset, "the file ends here", $"a '{(_format is null ? "fmt ' and a 'data" : "data")}' chunk is expected");
        }

        size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(head);
    }

    // EBU Tech 3306, section 3: size of the file, of the samples, their number, then a table of other large chunks.
    private ulong ReadSizes64(ulong size, long offset)
    {
        const int fixedPart = 28;
        Span<byte> part = stackalloc byte[fixedPart];
        if (size < fixedPart || _source.ReadFully(part) < fixedPart)
        {
            throw _source.Fail(offset, $"a 'ds64' chunk of {size} bytes, or a file that ends inside it", $"{fixedPart} bytes or more are expected");
        }

        _riffSize = BinaryPrimitives.ReadUInt64LittleEndian(part);
        _largeSizes[Id("data"u8)] = BinaryPrimitives.ReadUInt64LittleEndian(part[8..]);
        uint entries = BinaryPrimitives.ReadUInt32LittleEndian(part[24..]);
        ulong consumed = fixedPart;
        Span<byte> entry = stackalloc byte[12];
        for (uint i = 0; i < Math.Min(entries, 64) && size - consumed >= 12 && _source.ReadFully(entry) == 12; i++)
        {
            consumed += 12;
            _largeSizes.TryAdd(BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt64LittleEndian(entry[4..]));
        }

        return consumed;
    }

    private WavHeader Finish(uint size32, ulong size, long offset)
    {
        if (_format is null)
        {
            throw _source.Fail(offset, "samples without a description", "a 'fmt ' chunk is expected before the 'data' chunk");
        }

        long? available = _source.Remaining;
        bool isOpenEnded = IsOpenEnded(size32, size, (ulong)_source.Position, available);
        long? bytes = isOpenEnded ? available : (long)Math.Min(size, (ulong)(available ?? long.MaxValue));
        bool isShort = !isOpenEnded && available is long rest && size > (ulong)rest;
        return new WavHeader(_container, _format, bytes, bytes / _format.BlockAlign, isShort);
    }

    // A writer to a pipe cannot know the size. ffmpeg writes 0xFFFFFFFF, GStreamer 0, sox 0x7FFFF000 and its neighbours,
    // arecord 0x7FFFFFFF or 0x80000000. Zero may also be the truth: then the RIFF size covers what follows the empty chunk.
    private bool IsOpenEnded(uint size32, ulong size, ulong dataOffset, long? available)
    {
        if (size == 0)
        {
            bool riffIsKnown = _riffSize is not 0 and < 0xFFFFF000 || _container is not "RIFF";
            bool covered = _riffSize + 8 > dataOffset && (available is null || _riffSize + 8 <= dataOffset + (ulong)available + 1);
            return !(riffIsKnown && covered);
        }

        return size is >= 0xFFFFF000 and <= uint.MaxValue && size == size32
            || size == ulong.MaxValue
            || (available is null && size is >= 0x7FFFF000 and <= 0x80000000);
    }

    private static uint Id(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32LittleEndian(name);

    private static string Name(uint id)
    {
        Span<char> name = stackalloc char[4];
        for (int i = 0; i < 4; i++)
        {
            char c = (char)((id >> (8 * i)) & 0xFF);
            name[i] = c is >= ' ' and <= '~' ? c : '?';
        }

        return new string(name);
    }
}
