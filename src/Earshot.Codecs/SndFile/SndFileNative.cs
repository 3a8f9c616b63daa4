using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>The functions of libsndfile that are used (sndfile.h 1.0.31 to 1.2), and where the library is looked for.</summary>
internal static unsafe partial class SndFileNative
{
    internal const int ModeRead = 0x10;
    internal const int ModeWrite = 0x20;

    internal const int TypeMask = 0x0FFF0000;
    internal const int SubtypeMask = 0x0000FFFF;
    internal const int TypeFlac = 0x170000;
    internal const int TypeOgg = 0x200000;
    internal const int TypeMpeg = 0x230000;
    internal const int SubtypePcm16 = 0x0002;
    internal const int SubtypePcm24 = 0x0003;
    internal const int SubtypeVorbis = 0x0060;
    internal const int SubtypeOpus = 0x0064;
    internal const int SubtypeMp3 = 0x0082;

    internal const int CommandFormatMajorCount = 0x1030;
    internal const int CommandFormatMajor = 0x1031;
    internal const int CommandFormatSubtypeCount = 0x1032;
    internal const int CommandFormatSubtype = 0x1033;
    internal const int CommandFormatInfo = 0x1028;
    internal const int CommandCompressionLevel = 0x1301;

    /// <summary>Frames of a source that does not know its length (SF_COUNT_MAX).</summary>
    internal const long UnknownLength = long.MaxValue;

    private const string Library = "sndfile";
    private const string PathVariable = "EARSHOT_LIBSNDFILE";

    private static readonly Lazy<nint> Handle = new(() => NativeLibraryResolver.TryLoad(Candidates(), out nint handle) ? handle : 0);

    static SndFileNative() => NativeLibrary.SetDllImportResolver(typeof(SndFileNative).Assembly, Resolve);

    /// <summary>True when the library was found.</summary>
    internal static bool IsLoaded => Handle.Value != 0;

    /// <summary>Names to try, in order: the user's own choice, then those of Linux, macOS (also Homebrew's folders) and Windows.</summary>
    internal static IEnumerable<string?> Candidates() =>
    [
        Environment.GetEnvironmentVariable(PathVariable),
        "libsndfile.so.1",
        "libsndfile.so",
        "libsndfile.1.dylib",
        "libsndfile.dylib",
        "/opt/homebrew/lib/libsndfile.dylib",
        "/usr/local/lib/libsndfile.dylib",
        "sndfile.dll",
        "libsndfile-1.dll",
        "libsndfile.dll",
    ];

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial nint OpenVirtual(SndVirtualIo* io, int mode, SndInfo* info, nint user);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Close(nint file);

    [LibraryImport(Library, EntryPoint = "sf_readf_float")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long ReadFloat(SndFileHandle file, float* target, long frames);

    [LibraryImport(Library, EntryPoint = "sf_writef_float")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long WriteFloat(SndFileHandle file, float* source, long frames);

    [LibraryImport(Library, EntryPoint = "sf_writef_int")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long WriteInt(SndFileHandle file, int* source, long frames);

    [LibraryImport(Library, EntryPoint = "sf_error")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Error(SndFileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial nint ErrorText(nint file);

    [LibraryImport(Library, EntryPoint = "sf_command")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Command(nint file, int command, void* data, int size);

    [LibraryImport(Library, EntryPoint = "sf_format_check")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int FormatCheck(SndInfo* info);

    [LibraryImport(Library, EntryPoint = "sf_version_string")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial nint VersionText();

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath) =>
        libraryName == Library ? Handle.Value : 0;
}
