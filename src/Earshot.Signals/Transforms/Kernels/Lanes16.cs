using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Sixteen floats in one AVX-512 register; used only where <see cref="LaneWidth"/> says so.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> value) : IRowLanes<Lanes16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes16 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 addend) =>
        new(Vector512.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SubtractProduct(Lanes16 minuend, Lanes16 left, Lanes16 right) =>
        new(Vector512.MultiplyAddEstimate(-left._value, right._value, minuend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Lanes16 even, out Lanes16 odd)
    {
        Vector512<float> low = Vector512.Load(source);
        Vector512<float> high = Vector512.Load(source + 16);
        Vector512<int> evens = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        Vector512<int> odds = Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        even = new(Avx512F.PermuteVar16x32x2(low, evens, high));
        odd = new(Avx512F.PermuteVar16x32x2(low, odds, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* target, Lanes16 even, Lanes16 odd)
    {
        Vector512<int> low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        Vector512<int> high = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        Avx512F.PermuteVar16x32x2(even._value, low, odd._value).Store(target);
        Avx512F.PermuteVar16x32x2(even._value, high, odd._value).Store(target + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Reverse(Lanes16 value) =>
        new(Avx512F.PermuteVar16x32(value._value, Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadRows(float* source, nint stride)
    {
        Vector512<float> rows = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + stride), 1);
        rows = Avx512F.InsertVector128(rows, Vector128.Load(source + (2 * stride)), 2);
        return new(Avx512F.InsertVector128(rows, Vector128.Load(source + (3 * stride)), 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeRows(ref Lanes16 a, ref Lanes16 b, ref Lanes16 c, ref Lanes16 d)
    {
        Vector512<float> lowAB = Avx512F.UnpackLow(a._value, b._value);
        Vector512<float> highAB = Avx512F.UnpackHigh(a._value, b._value);
        Vector512<float> lowCD = Avx512F.UnpackLow(c._value, d._value);
        Vector512<float> highCD = Avx512F.UnpackHigh(c._value, d._value);
        a = new(Avx512F.UnpackLow(lowAB.AsDouble(), lowCD.AsDouble()).AsSingle());
        b = new(Avx512F.UnpackHigh(lowAB.AsDouble(), lowCD.AsDouble()).AsSingle());
        c = new(Avx512F.UnpackLow(highAB.AsDouble(), highCD.AsDouble()).AsSingle());
        d = new(Avx512F.UnpackHigh(highAB.AsDouble(), highCD.AsDouble()).AsSingle());
    }
}
