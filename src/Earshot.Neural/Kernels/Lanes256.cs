using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Kernels;

/// <summary>Sixteen floats in two AVX registers.</summary>
internal readonly unsafe struct Lanes256(Vector256<float> v0, Vector256<float> v1) : ILanes<Lanes256>
{
    private readonly Vector256<float> _v0 = v0;
    private readonly Vector256<float> _v1 = v1;

    public static int Registers => 2;

    public static int Width => 256;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left._v0 + right._v0, left._v1 + right._v1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left._v0 - right._v0, left._v1 - right._v1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left._v0 * right._v0, left._v1 * right._v1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left._v0 / right._v0, left._v1 / right._v1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* source) => new(Vector256.Load(source), Vector256.Load(source + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes256 value)
    {
        value._v0.Store(target);
        value._v1.Store(target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(float value)
    {
        var all = Vector256.Create(value);
        return new(all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._v0, right._v0, addend._v0),
            Vector256.FusedMultiplyAdd(left._v1, right._v1, addend._v1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WhereLess(Lanes256 left, Lanes256 right, Lanes256 then, Lanes256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._v0, right._v0), then._v0, otherwise._v0),
            Vector256.ConditionalSelect(Vector256.LessThan(left._v1, right._v1), then._v1, otherwise._v1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) =>
        new(Vector256.Abs(value._v0),
            Vector256.Abs(value._v1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CopySign(Lanes256 magnitude, Lanes256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign._v0, magnitude._v0),
            Vector256.ConditionalSelect(Vector256.Create(-0f), sign._v1, magnitude._v1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftIntoExponent(Lanes256 value) =>
        new((value._v0.AsInt32() << 23).AsSingle(),
            (value._v1.AsInt32() << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Significand(Lanes256 value, out Lanes256 exponent)
    {
        var root = Vector256.Create(Logarithm.SqrtHalfBits);
        Vector256<int> p0 = (value._v0.AsInt32() - root) >> 23;
        Vector256<int> p1 = (value._v1.AsInt32() - root) >> 23;
        exponent = new(Vector256.ConvertToSingle(p0), Vector256.ConvertToSingle(p1));
        return new(
            (value._v0.AsInt32() - (p0 << 23)).AsSingle(),
            (value._v1.AsInt32() - (p1 << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes256 value)
    {
        Vector256<float> eight = value._v0 + value._v1;
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }

    public static float Largest(Lanes256 value)
    {
        float* lanes = stackalloc float[16];
        Store(lanes, value);
        float largest = float.NegativeInfinity;
        for (int i = 0; i < 16; i++)
        {
            largest = lanes[i] > largest ? lanes[i] : largest;
        }

        return largest;
    }
}
