using System.Runtime.CompilerServices;

namespace Earshot.Signals.Convolution;

/// <summary>A place in a pair of arrays that hold real and imaginary parts.</summary>
internal readonly ref struct SplitReference
{
    public readonly ref float Real;
    public readonly ref float Imaginary;

    public SplitReference(ref float real, ref float imaginary)
    {
        Real = ref real;
        Imaginary = ref imaginary;
    }

    /// <summary>The place some elements further on in both arrays.</summary>
    /// <param name="offset">Elements, negative to go back.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SplitReference At(nint offset) => new(ref Unsafe.Add(ref Real, offset), ref Unsafe.Add(ref Imaginary, offset));
}
