using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>OpenBLAS, where the machine has it (Debian: apt-get install libopenblas0-pthread).</summary>
internal sealed unsafe class OpenBlas : IProductPeer
{
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;
    private static readonly string[] Files = ["libopenblas.so.0", "libopenblas.0.dylib", "libopenblas.dll", "libopenblas.so"];
    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(1);
        Name = $"OpenBLAS ({Text(library, "openblas_get_corename")})";
        Configuration = Text(library, "openblas_get_config");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Version and build of the library.</summary>
    public string Configuration { get; }

    /// <summary>Loads the library, or returns null; <see cref="PeerEnvironment.Prepare"/> comes first.</summary>
    public static OpenBlas? Find()
    {
        foreach (string file in Files)
        {
            if (NativeLibrary.TryLoad(file, out nint library))
            {
                return new OpenBlas(library);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Multiply(in ProductShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            _multiply(
                RowMajor,
                shape.TransposeA ? Transposed : NotTransposed,
                shape.TransposeB ? Transposed : NotTransposed,
                shape.M,
                shape.N,
                shape.K,
                1,
                pa,
                shape.StrideA,
                pb,
                shape.StrideB,
                0,
                pc,
                shape.StrideC);
        }
    }

    private static string Text(nint library, string function) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, function))()) ?? "unknown";
}
