using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>SF_FORMAT_INFO; the texts belong to the library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndFormatInfo
{
    internal int Format;
    internal nint Name;
    internal nint Extension;
}
