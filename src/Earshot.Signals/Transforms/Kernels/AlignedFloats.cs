using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Zeroed floats that never move and start on a cache line.</summary>
/// <remarks>The pointer is good for as long as the object is reachable: callers end with <see cref="GC.KeepAlive"/>.</remarks>
internal sealed unsafe class AlignedFloats
{
    private const int LineBytes = 64;
    private readonly float[] _storage;

    public AlignedFloats(int length)
    {
        _storage = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _storage[0]);
        Pointer = (float*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        Length = length;
    }

    public float* Pointer { get; }

    public int Length { get; }
}
