namespace Earshot.Signals.Wave;

/// <summary>Reads a stream forwards, counts the bytes, and names the place when something is wrong.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _discard = new byte[4096];

    internal ByteSource(Stream stream, string name, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Name = name;
    }

    /// <summary>Name for messages: a path, or what the caller calls the stream.</summary>
    internal string Name { get; }

    /// <summary>Bytes consumed so far.</summary>
    internal long Position { get; private set; }

    /// <summary>True when the length of the source is known and skipping is free.</summary>
    internal bool CanSeek => _stream.CanSeek;

    /// <summary>Bytes that follow; null for a pipe.</summary>
    internal long? Remaining => _stream.CanSeek ? Math.Max(0, _stream.Length - _stream.Position) : null;

    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    /// <summary>Reads what is there now: at least one byte, 0 only at the end.</summary>
    internal int Read(Span<byte> target)
    {
        int count = _stream.Read(target);
        Position += count;
        return count;
    }

    /// <summary>Reads until the target is full or the source ends.</summary>
    internal int ReadFully(Span<byte> target)
    {
        int count = _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        Position += count;
        return count;
    }

    /// <summary>Skips bytes.</summary>
    /// <returns>False when the source ends earlier.</returns>
    internal bool TrySkip(ulong count)
    {
        if (Remaining is long remaining)
        {
            if (count > (ulong)remaining)
            {
                return false;
            }

            _stream.Seek((long)count, SeekOrigin.Current);
            Position += (long)count;
            return true;
        }

        while (count > 0)
        {
            int read = Read(_discard.AsSpan(0, (int)Math.Min(count, (ulong)_discard.Length)));
            if (read == 0)
            {
                return false;
            }

            count -= (ulong)read;
        }

        return true;
    }

    /// <summary>The exception for something wrong at a place.</summary>
    /// <param name="offset">Byte from the start of the source.</param>
    /// <param name="found">What is there.</param>
    /// <param name="accepted">What would be accepted.</param>
    internal AudioFormatException Fail(long offset, string found, string accepted) =>
        new($"{Name}: byte {offset}: {found}; {accepted}");
}
