using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Kernels;

/// <summary>Turns sixteen rows of four floats into four columns, with AVX-512.</summary>
internal static unsafe class SixteenByFour
{
    /// <summary>Writes column j of the rows to target + j width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* source, nint stride, float* target, nint width)
    {
        // Quarter q of register i is row 4 q + i; the quarters are then transposed as four by four, all at once.
        Vector512<float> a = Rows(source, stride);
        Vector512<float> b = Rows(source + stride, stride);
        Vector512<float> c = Rows(source + (2 * stride), stride);
        Vector512<float> d = Rows(source + (3 * stride), stride);
        Vector512<double> lowAB = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> highAB = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> lowCD = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> highCD = Avx512F.UnpackHigh(c, d).AsDouble();
        Avx512F.UnpackLow(lowAB, lowCD).AsSingle().Store(target);
        Avx512F.UnpackHigh(lowAB, lowCD).AsSingle().Store(target + width);
        Avx512F.UnpackLow(highAB, highCD).AsSingle().Store(target + (2 * width));
        Avx512F.UnpackHigh(highAB, highCD).AsSingle().Store(target + (3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows(float* source, nint stride)
    {
        Vector512<float> rows = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (4 * stride)), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (8 * stride)), 2);
        return Avx512F.InsertVector128(rows, Vector128.Load(source + (12 * stride)), 3);
    }
}
