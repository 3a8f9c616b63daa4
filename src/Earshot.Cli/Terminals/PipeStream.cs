using Microsoft.Win32.SafeHandles;

namespace Earshot.Cli.Terminals;

/// <summary>Standard output that says when its reader has gone.</summary>
/// <remarks>
/// The console stream of .NET swallows a broken pipe on Unix, so a live <c>earshot listen - | head -1</c> would listen for
/// ever. Pipes and sockets are therefore written through their handle; files and consoles keep the console stream, because a
/// file stream would write at offsets of its own and overwrite what an earlier process wrote to the same descriptor.
/// </remarks>
internal sealed class PipeStream : Stream
{
    // errno EPIPE; ERROR_BROKEN_PIPE and ERROR_NO_DATA as HRESULTs.
    private const int BrokenPipeOnUnix = 32;
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);
    private const int NoReaderOnWindows = unchecked((int)0x800700E8);

    private readonly Stream _inner;

    /// <summary>Wraps a stream.</summary>
    /// <param name="inner">Where bytes go.</param>
    public PipeStream(Stream inner)
    {
        _inner = inner;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The standard output of this process.</summary>
    public static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return new PipeStream(Console.OpenStandardOutput());
        }

        try
        {
            var raw = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!raw.CanSeek)
            {
                return new PipeStream(raw);
            }
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No usable descriptor 1 (`>&-`): the console stream copes.
        }

        return Console.OpenStandardOutput();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _inner.Write(buffer);
        }
        catch (IOException broken) when (broken.HResult is BrokenPipeOnUnix or BrokenPipeOnWindows or NoReaderOnWindows)
        {
            throw new BrokenPipeException(broken);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered here.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
