using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>Lets libsndfile read and write a .NET stream.</summary>
/// <remarks>An exception is kept and 0 is answered, which libsndfile takes for the end; the caller rethrows after the native call.</remarks>
internal sealed unsafe class VirtualFile
{
    private readonly Stream _stream;
    private readonly long _origin;
    private readonly bool _hidesEnd;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Presents a stream from where it stands as a file of its own.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="hidesEnd">Refuses to seek from the end, so that a decoder cannot guess a length from the size.</param>
    internal VirtualFile(Stream stream, bool hidesEnd)
    {
        _stream = stream;
        _origin = stream.Position;
        _hidesEnd = hidesEnd;
    }

    /// <summary>The calls for sf_open_virtual.</summary>
    internal static SndVirtualIo Calls => new()
    {
        GetLength = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    /// <summary>Rethrows the first exception of the stream, once.</summary>
    internal void ThrowIfFailed()
    {
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GetLength(nint user) => Guard(user, static (file, _) => file._stream.Length - file._origin, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint user) =>
        Guard(user, static (file, a) => file.Seek(a.Offset, a.Whence), (Offset: offset, Whence: (SeekOrigin)whence));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(byte* target, long count, nint user) =>
        Guard(user, static (file, a) => file._stream.ReadAtLeast(new Span<byte>((void*)a.Pointer, a.Count), a.Count, throwOnEndOfStream: false), (Pointer: (nint)target, Count: Clamp(count)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(byte* source, long count, nint user) => Guard(
        user,
        static (file, a) =>
        {
            file._stream.Write(new ReadOnlySpan<byte>((void*)a.Pointer, a.Count));
            return a.Count;
        },
        (Pointer: (nint)source, Count: Clamp(count)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint user) => Guard(user, static (file, _) => file._stream.Position - file._origin, 0);

    private long Seek(long offset, SeekOrigin whence) =>
        _hidesEnd && whence == SeekOrigin.End
            ? -1
            : _stream.Seek(whence == SeekOrigin.Begin ? offset + _origin : offset, whence) - _origin;

    private static int Clamp(long count) => (int)Math.Clamp(count, 0, int.MaxValue);

    private static long Guard<T>(nint user, Func<VirtualFile, T, long> action, T argument)
    {
        var file = (VirtualFile)GCHandle.FromIntPtr(user).Target!;
        if (file._failure is not null)
        {
            return 0;
        }

        try
        {
            return action(file, argument);
        }
#pragma warning disable CA1031 // No exception may cross a native frame; it is rethrown behind it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            file._failure = ExceptionDispatchInfo.Capture(exception);
            return 0;
        }
    }
}
