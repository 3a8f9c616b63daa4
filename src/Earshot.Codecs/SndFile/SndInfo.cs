using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>SF_INFO.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndInfo
{
    internal long Frames;
    internal int SampleRate;
    internal int Channels;
    internal int Format;
    internal int Sections;
    internal int Seekable;
}
