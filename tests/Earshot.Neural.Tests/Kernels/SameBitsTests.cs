using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;
using Earshot.Neural.Quantization;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>Results whose bits were written down once: another processor, or another setting of the runtime, has to find the same.</summary>
/// <remarks>
/// Made by this program with AVX-512, and found again with AVX-512, AVX2 or all vector instructions switched off
/// (DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0, DOTNET_EnableHWIntrinsic=0). Inputs come from whole numbers, not from library functions.
/// </remarks>
public sealed class SameBitsTests
{
    private const uint Product = 1807317378;
    private const uint Exp = 2031576282;
    private const uint Tanh = 2808220211;
    private const uint Softmax = 287041093;
    private const uint Dot = 1109122387;
    private const uint Quantized = 2218950211;

    [Fact]
    public void Products_functions_and_quantized_products_have_their_bits()
    {
        float[] a = Numbers(37 * 530, 1);
        float[] b = Numbers(530 * 70, 2);
        float[] c = new float[37 * 70];
        MatrixProduct.Multiply<float>(ProductShape.Dense(37, 70, 530, transposeB: true), a, b, c);
        Assert.Equal(Product, Hash(c));

        float[] x = [.. Numbers(999, 3).Select(v => 40 * v)];
        float[] y = new float[999];
        VectorMath.Exp(x, y);
        Assert.Equal(Exp, Hash(y));
        VectorMath.Tanh(x, y);
        Assert.Equal(Tanh, Hash(y));
        VectorMath.Softmax(x, y);
        Assert.Equal(Softmax, Hash(y));
        Assert.Equal(Dot, BitConverter.SingleToUInt32Bits(VectorMath.Dot(x, y)));

        float[] z = new float[70];
        var options = new QuantizationOptions { Bits = 3, Levels = QuantizationLevels.MidRise, GroupLength = 64 };
        QuantizedMatrix.Quantize(70, 530, b, options).Multiply(a.AsSpan(0, 530), z);
        Assert.Equal(Quantized, Hash(z));
    }

    private static float[] Numbers(int count, uint seed) =>
        [.. Enumerable.Range(0, count).Select(i => ((int)(((uint)i + (seed * 77_777)) * 2_654_435_761u) >> 8) / 8_388_608f)];

    // Fowler, Noll and Vo's hash of the bytes.
    private static uint Hash(float[] values)
    {
        uint hash = 2_166_136_261;
        foreach (byte value in MemoryMarshal.AsBytes(values.AsSpan()))
        {
            hash = (hash ^ value) * 16_777_619;
        }

        return hash;
    }
}
