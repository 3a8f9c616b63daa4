using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Kernels;

/// <summary>Turns four rows of four floats into four columns.</summary>
internal static unsafe class FourByFour
{
    /// <summary>Writes column j of the rows to target + j stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* target, nint stride)
    {
        if (Sse2.IsSupported)
        {
            Vector128<double> lowAB = Sse.UnpackLow(a, b).AsDouble();
            Vector128<double> highAB = Sse.UnpackHigh(a, b).AsDouble();
            Vector128<double> lowCD = Sse.UnpackLow(c, d).AsDouble();
            Vector128<double> highCD = Sse.UnpackHigh(c, d).AsDouble();
            Sse2.UnpackLow(lowAB, lowCD).AsSingle().Store(target);
            Sse2.UnpackHigh(lowAB, lowCD).AsSingle().Store(target + stride);
            Sse2.UnpackLow(highAB, highCD).AsSingle().Store(target + (2 * stride));
            Sse2.UnpackHigh(highAB, highCD).AsSingle().Store(target + (3 * stride));
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<double> lowAB = AdvSimd.Arm64.ZipLow(a, b).AsDouble();
            Vector128<double> highAB = AdvSimd.Arm64.ZipHigh(a, b).AsDouble();
            Vector128<double> lowCD = AdvSimd.Arm64.ZipLow(c, d).AsDouble();
            Vector128<double> highCD = AdvSimd.Arm64.ZipHigh(c, d).AsDouble();
            AdvSimd.Arm64.ZipLow(lowAB, lowCD).AsSingle().Store(target);
            AdvSimd.Arm64.ZipHigh(lowAB, lowCD).AsSingle().Store(target + stride);
            AdvSimd.Arm64.ZipLow(highAB, highCD).AsSingle().Store(target + (2 * stride));
            AdvSimd.Arm64.ZipHigh(highAB, highCD).AsSingle().Store(target + (3 * stride));
        }
        else
        {
            for (int j = 0; j < 4; j++)
            {
                Vector128.Create(a[j], b[j], c[j], d[j]).Store(target + (j * stride));
            }
        }
    }
}
