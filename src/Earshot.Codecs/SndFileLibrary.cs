using System.Runtime.InteropServices;
using Earshot.Codecs.SndFile;

namespace Earshot.Codecs;

/// <summary>Whether libsndfile is there, and what the one that was found can do.</summary>
/// <remarks>Looked for once, when first asked; the variable <c>EARSHOT_LIBSNDFILE</c> names a library that is tried before all others.</remarks>
public static unsafe class SndFileLibrary
{
    private static readonly Lazy<HashSet<int>> Formats = new(ListFormats);

    /// <summary>True when the library was found.</summary>
    public static bool IsAvailable => SndFileNative.IsLoaded;

    /// <summary>Its version, such as <c>libsndfile-1.2.0</c>; null when it is not there.</summary>
    public static string? Version => IsAvailable ? Marshal.PtrToStringUTF8(SndFileNative.VersionText()) : null;

    /// <summary>Whether the library that was found reads and writes a format; false when there is none.</summary>
    /// <param name="format">The format.</param>
    public static bool Supports(CodecFormat format) => IsAvailable && format switch
    {
        CodecFormat.Flac => Formats.Value.Contains(SndFileNative.TypeFlac),
        CodecFormat.Vorbis => Formats.Value.Contains(SndFileNative.TypeOgg) && Formats.Value.Contains(SndFileNative.SubtypeVorbis),
        CodecFormat.Opus => Formats.Value.Contains(SndFileNative.TypeOgg) && Formats.Value.Contains(SndFileNative.SubtypeOpus),
        CodecFormat.Mp3 => Formats.Value.Contains(SndFileNative.TypeMpeg) && Formats.Value.Contains(SndFileNative.SubtypeMp3),
        _ => false,
    };

    /// <summary>Throws unless the library is there.</summary>
    /// <param name="purpose">What it is needed for, such as <c>to read an MP3 file</c>.</param>
    /// <exception cref="NativeLibraryException">It is not.</exception>
    internal static void ThrowIfMissing(string purpose)
    {
        if (!IsAvailable)
        {
            throw Missing(purpose);
        }
    }

    /// <summary>The exception for a missing library.</summary>
    internal static NativeLibraryException Missing(string purpose) => new(
        "libsndfile", purpose, InstallCommand.For("libsndfile1", "libsndfile", "vcpkg install libsndfile (and put sndfile.dll on PATH)"));

    // Majors and subtypes share no values, so one set holds both.
    private static HashSet<int> ListFormats()
    {
        var formats = new HashSet<int>();
        foreach ((int count, int item) in new[]
        {
            (SndFileNative.CommandFormatMajorCount, SndFileNative.CommandFormatMajor),
            (SndFileNative.CommandFormatSubtypeCount, SndFileNative.CommandFormatSubtype),
        })
        {
            int entries = 0;
            bool isKnown = SndFileNative.Command(0, count, &entries, sizeof(int)) == 0;
            for (int i = 0; isKnown && i < entries; i++)
            {
                var info = new SndFormatInfo { Format = i };
                if (SndFileNative.Command(0, item, &info, sizeof(SndFormatInfo)) == 0)
                {
                    formats.Add(info.Format);
                }
            }
        }

        return formats;
    }
}
