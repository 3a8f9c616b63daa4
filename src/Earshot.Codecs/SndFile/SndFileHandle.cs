using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Earshot.Codecs.SndFile;

/// <summary>An open SNDFILE together with the stream behind it, which closing may still write to.</summary>
internal sealed unsafe class SndFileHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly VirtualFile _file;
    private GCHandle _pin;

    private SndFileHandle(VirtualFile file)
        : base(ownsHandle: true) => _file = file;

    /// <summary>Opens a stream through libsndfile.</summary>
    /// <param name="stream">A seekable stream; stays open.</param>
    /// <param name="mode">SFM_READ or SFM_WRITE.</param>
    /// <param name="info">What to write, or what was found.</param>
    /// <param name="hidesEnd">Keeps the decoder from guessing a length from the size of the file.</param>
    /// <returns>A handle that is invalid when libsndfile refuses; <see cref="LastOpenError"/> says why.</returns>
    /// <exception cref="IOException">The stream failed.</exception>
    internal static SndFileHandle Open(Stream stream, int mode, ref SndInfo info, bool hidesEnd = false)
    {
        var file = new VirtualFile(stream, hidesEnd);
        var handle = new SndFileHandle(file);
        handle._pin = GCHandle.Alloc(file);
        SndVirtualIo io = VirtualFile.Calls;
        fixed (SndInfo* infoPointer = &info)
        {
            handle.SetHandle(SndFileNative.OpenVirtual(&io, mode, infoPointer, GCHandle.ToIntPtr(handle._pin)));
        }

        if (handle.IsInvalid)
        {
            // ReleaseHandle does not run for a handle that never was.
            handle._pin.Free();
        }

        file.ThrowIfFailed();
        return handle;
    }

    /// <summary>Why the last opening failed, in libsndfile's words.</summary>
    internal static string LastOpenError() => Text(SndFileNative.ErrorText(0));

    /// <summary>What went wrong last on this file, in libsndfile's words.</summary>
    internal string LastError()
    {
        string text = Text(SndFileNative.ErrorText(DangerousGetHandle()));
        GC.KeepAlive(this);
        return text;
    }

    /// <summary>Rethrows what the stream threw inside a call; exceptions must not cross native frames.</summary>
    internal void ThrowIfStreamFailed() => _file.ThrowIfFailed();

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        int result = SndFileNative.Close(handle);
        _pin.Free();
        return result == 0;
    }

    private static string Text(nint pointer) => (Marshal.PtrToStringUTF8(pointer) ?? "no reason given").Trim().TrimEnd('.');
}
