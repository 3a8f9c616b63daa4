using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Kernels;

/// <summary>Sixteen floats in four 128-bit registers: the portable form.</summary>
internal readonly unsafe struct Lanes128(Vector128<float> v0, Vector128<float> v1, Vector128<float> v2, Vector128<float> v3) : ILanes<Lanes128>
{
    private readonly Vector128<float> _v0 = v0;
    private readonly Vector128<float> _v1 = v1;
    private readonly Vector128<float> _v2 = v2;
    private readonly Vector128<float> _v3 = v3;

    public static int Registers => 4;

    public static int Width => 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left._v0 + right._v0, left._v1 + right._v1, left._v2 + right._v2, left._v3 + right._v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left._v0 - right._v0, left._v1 - right._v1, left._v2 - right._v2, left._v3 - right._v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left._v0 * right._v0, left._v1 * right._v1, left._v2 * right._v2, left._v3 * right._v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left._v0 / right._v0, left._v1 / right._v1, left._v2 / right._v2, left._v3 / right._v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(float* source) => new(Vector128.Load(source), Vector128.Load(source + 4), Vector128.Load(source + 8), Vector128.Load(source + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes128 value)
    {
        value._v0.Store(target);
        value._v1.Store(target + 4);
        value._v2.Store(target + 8);
        value._v3.Store(target + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(float value)
    {
        var all = Vector128.Create(value);
        return new(all, all, all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(left._v0, right._v0, addend._v0),
            Vector128.FusedMultiplyAdd(left._v1, right._v1, addend._v1),
            Vector128.FusedMultiplyAdd(left._v2, right._v2, addend._v2),
            Vector128.FusedMultiplyAdd(left._v3, right._v3, addend._v3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WhereLess(Lanes128 left, Lanes128 right, Lanes128 then, Lanes128 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._v0, right._v0), then._v0, otherwise._v0),
            Vector128.ConditionalSelect(Vector128.LessThan(left._v1, right._v1), then._v1, otherwise._v1),
            Vector128.ConditionalSelect(Vector128.LessThan(left._v2, right._v2), then._v2, otherwise._v2),
            Vector128.ConditionalSelect(Vector128.LessThan(left._v3, right._v3), then._v3, otherwise._v3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) =>
        new(Vector128.Abs(value._v0),
            Vector128.Abs(value._v1),
            Vector128.Abs(value._v2),
            Vector128.Abs(value._v3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 CopySign(Lanes128 magnitude, Lanes128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(-0f), sign._v0, magnitude._v0),
            Vector128.ConditionalSelect(Vector128.Create(-0f), sign._v1, magnitude._v1),
            Vector128.ConditionalSelect(Vector128.Create(-0f), sign._v2, magnitude._v2),
            Vector128.ConditionalSelect(Vector128.Create(-0f), sign._v3, magnitude._v3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftIntoExponent(Lanes128 value) =>
        new((value._v0.AsInt32() << 23).AsSingle(),
            (value._v1.AsInt32() << 23).AsSingle(),
            (value._v2.AsInt32() << 23).AsSingle(),
            (value._v3.AsInt32() << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Significand(Lanes128 value, out Lanes128 exponent)
    {
        var root = Vector128.Create(Logarithm.SqrtHalfBits);
        Vector128<int> p0 = (value._v0.AsInt32() - root) >> 23;
        Vector128<int> p1 = (value._v1.AsInt32() - root) >> 23;
        Vector128<int> p2 = (value._v2.AsInt32() - root) >> 23;
        Vector128<int> p3 = (value._v3.AsInt32() - root) >> 23;
        exponent = new(Vector128.ConvertToSingle(p0), Vector128.ConvertToSingle(p1), Vector128.ConvertToSingle(p2), Vector128.ConvertToSingle(p3));
        return new(
            (value._v0.AsInt32() - (p0 << 23)).AsSingle(),
            (value._v1.AsInt32() - (p1 << 23)).AsSingle(),
            (value._v2.AsInt32() - (p2 << 23)).AsSingle(),
            (value._v3.AsInt32() - (p3 << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes128 value)
    {
        Vector128<float> four = value._v0 + value._v2 + (value._v1 + value._v3);
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }

    public static float Largest(Lanes128 value)
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
