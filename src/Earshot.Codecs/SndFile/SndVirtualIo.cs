using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>SF_VIRTUAL_IO: the calls by which libsndfile reaches a file that it did not open itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SndVirtualIo
{
    internal delegate* unmanaged[Cdecl]<nint, long> GetLength;
    internal delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
    internal delegate* unmanaged[Cdecl]<byte*, long, nint, long> Read;
    internal delegate* unmanaged[Cdecl]<byte*, long, nint, long> Write;
    internal delegate* unmanaged[Cdecl]<nint, long> Tell;
}
