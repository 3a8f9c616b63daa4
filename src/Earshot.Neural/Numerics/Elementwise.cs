using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Fast = Earshot.Neural.Kernels.VectorMath;

namespace Earshot.Neural.Numerics;

// The one door to exp, sigmoid and tanh over many elements: the kernels for float, the library's functions for other types.
internal static class Elementwise
{
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Fast.Exp(Floats(x), Floats(y));
        }
        else
        {
            TensorPrimitives.Exp(x, y);
        }
    }

    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Fast.Sigmoid(Floats(x), Floats(y));
        }
        else
        {
            TensorPrimitives.Sigmoid(x, y);
        }
    }

    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Fast.Tanh(Floats(x), Floats(y));
        }
        else
        {
            TensorPrimitives.Tanh(x, y);
        }
    }

    internal static ReadOnlySpan<float> Floats<T>(ReadOnlySpan<T> x)
        where T : unmanaged => MemoryMarshal.Cast<T, float>(x);

    internal static Span<float> Floats<T>(Span<T> x)
        where T : unmanaged => MemoryMarshal.Cast<T, float>(x);
}
