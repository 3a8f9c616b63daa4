using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>oneDNN, where the machine has it (Debian: apt-get install libdnnl2).</summary>
internal sealed unsafe class OneDnn : IProductPeer
{
    private static readonly string[] Files = ["libdnnl.so.3", "libdnnl.so.2", "libdnnl.dylib", "dnnl.dll"];
    private readonly delegate* unmanaged<byte, byte, long, long, long, float, float*, long, float*, long, float, float*, long, int> _multiply;

    private OneDnn(nint library)
    {
        _multiply = (delegate* unmanaged<byte, byte, long, long, long, float, float*, long, float*, long, float, float*, long, int>)
            NativeLibrary.GetExport(library, "dnnl_sgemm");
        int* version = ((delegate* unmanaged<int*>)NativeLibrary.GetExport(library, "dnnl_version"))();
        Name = $"oneDNN {version[0]}.{version[1]}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Loads the library, or returns null; <see cref="PeerEnvironment.Prepare"/> comes first.</summary>
    public static OneDnn? Find()
    {
        foreach (string file in Files)
        {
            if (NativeLibrary.TryLoad(file, out nint library))
            {
                return new OneDnn(library);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Multiply(in ProductShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            int status = _multiply(
                (byte)(shape.TransposeA ? 'T' : 'N'),
                (byte)(shape.TransposeB ? 'T' : 'N'),
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
            if (status != 0)
            {
                throw new InvalidOperationException($"{Name}: a product of {shape} failed with status {status}");
            }
        }
    }
}
