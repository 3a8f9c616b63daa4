using System.Runtime.CompilerServices;
using Earshot.Neural.Kernels;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>Sixteen floats, one after the other: the scalar twin that the vectors are compared with.</summary>
[InlineArray(16)]
internal unsafe struct ScalarLanes : ILanes<ScalarLanes>
{
    private float _first;

    public static int Registers => 16;

    public static int Width => 32;

    public static ScalarLanes operator +(ScalarLanes left, ScalarLanes right) => Each(i => left[i] + right[i]);

    public static ScalarLanes operator -(ScalarLanes left, ScalarLanes right) => Each(i => left[i] - right[i]);

    public static ScalarLanes operator *(ScalarLanes left, ScalarLanes right) => Each(i => left[i] * right[i]);

    public static ScalarLanes operator /(ScalarLanes left, ScalarLanes right) => Each(i => left[i] / right[i]);

    public static ScalarLanes Load(float* source)
    {
        var value = default(ScalarLanes);
        for (int i = 0; i < 16; i++)
        {
            value[i] = source[i];
        }

        return value;
    }

    public static void Store(float* target, ScalarLanes value)
    {
        for (int i = 0; i < 16; i++)
        {
            target[i] = value[i];
        }
    }

    public static ScalarLanes Broadcast(float value) => Each(_ => value);

    public static ScalarLanes MultiplyAdd(ScalarLanes left, ScalarLanes right, ScalarLanes addend) =>
        Each(i => float.FusedMultiplyAdd(left[i], right[i], addend[i]));

    public static ScalarLanes WhereLess(ScalarLanes left, ScalarLanes right, ScalarLanes then, ScalarLanes otherwise) =>
        Each(i => left[i] < right[i] ? then[i] : otherwise[i]);

    public static ScalarLanes Abs(ScalarLanes value) => Each(i => float.Abs(value[i]));

    public static ScalarLanes CopySign(ScalarLanes magnitude, ScalarLanes sign) => Each(i => float.CopySign(magnitude[i], sign[i]));

    public static ScalarLanes ShiftIntoExponent(ScalarLanes value) =>
        Each(i => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value[i]) << 23));

    public static ScalarLanes Significand(ScalarLanes value, out ScalarLanes exponent)
    {
        static int Power(float x) => (BitConverter.SingleToInt32Bits(x) - Logarithm.SqrtHalfBits) >> 23;
        exponent = Each(i => Power(value[i]));
        return Each(i => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value[i]) - (Power(value[i]) << 23)));
    }

    public static float Sum(ScalarLanes value)
    {
        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                value[i] += value[i + half];
            }
        }

        return value[0];
    }

    public static float Largest(ScalarLanes value)
    {
        float largest = float.NegativeInfinity;
        for (int i = 0; i < 16; i++)
        {
            largest = value[i] > largest ? value[i] : largest;
        }

        return largest;
    }

    private static ScalarLanes Each(Func<int, float> lane)
    {
        var value = default(ScalarLanes);
        for (int i = 0; i < 16; i++)
        {
            value[i] = lane(i);
        }

        return value;
    }
}
