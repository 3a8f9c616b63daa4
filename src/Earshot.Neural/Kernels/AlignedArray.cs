using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>A zeroed array that never moves and starts on a cache line.</summary>
/// <remarks>The pointer is good for as long as the object is reachable: callers end with <see cref="GC.KeepAlive"/>.</remarks>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    private const int LineBytes = 64;
    private readonly T[] _storage;

    public AlignedArray(int length)
    {
        _storage = GC.AllocateArray<T>(length + (LineBytes / sizeof(T)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _storage[0]);
        Pointer = (T*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        Length = length;
    }

    public T* Pointer { get; }

    public int Length { get; }

    public Span<T> Span => new(Pointer, Length);
}
