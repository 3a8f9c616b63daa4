using System.Reflection;
using System.Runtime.InteropServices;

namespace Earshot.Benchmarks.Transforms;

/// <summary>The few functions of FFTW's single-precision library, if this machine has it: the peer to be measured against.</summary>
/// <remarks>FFTW is under the GPL: only this tool, which is never shipped, loads it. Debian: apt-get install libfftw3-single3.</remarks>
internal static unsafe partial class Fftw
{
    private const string Library = "fftw3f";
    private static readonly string[] Names = ["libfftw3f.so.3", "libfftw3f.3.dylib", "libfftw3f-3.dll", "libfftw3f.so"];
    private static readonly nint Handle = Find();

    /// <summary>Whether the library was found.</summary>
    public static bool IsAvailable => Handle != 0;

    [LibraryImport(Library, EntryPoint = "fftwf_malloc")]
    public static partial float* Allocate(nuint bytes);

    [LibraryImport(Library, EntryPoint = "fftwf_free")]
    public static partial void Free(float* memory);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_r2c_1d")]
    public static partial nint PlanForward(int length, float* signal, float* spectrum, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_c2r_1d")]
    public static partial nint PlanInverse(int length, float* spectrum, float* signal, uint flags);

    // A microsecond of arithmetic needs no switch of the garbage collector's mode, and the peer shall not pay for one.
    [LibraryImport(Library, EntryPoint = "fftwf_execute")]
    [SuppressGCTransition]
    public static partial void Execute(nint plan);

    [LibraryImport(Library, EntryPoint = "fftwf_destroy_plan")]
    public static partial void Destroy(nint plan);

    private static nint Find()
    {
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) => name == Library ? Handle : 0);
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
