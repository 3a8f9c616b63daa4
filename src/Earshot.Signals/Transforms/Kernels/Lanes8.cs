using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Eight floats in one AVX2 register; used only where <see cref="LaneWidth"/> says so.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> value) : IRowLanes<Lanes8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes8 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 addend) =>
        new(Vector256.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SubtractProduct(Lanes8 minuend, Lanes8 left, Lanes8 right) =>
        new(Vector256.MultiplyAddEstimate(-left._value, right._value, minuend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Lanes8 even, out Lanes8 odd)
    {
        Vector256<float> low = Vector256.Load(source);
        Vector256<float> high = Vector256.Load(source + 8);
        even = Sorted(Avx.Shuffle(low, high, 0b10_00_10_00));
        odd = Sorted(Avx.Shuffle(low, high, 0b11_01_11_01));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* target, Lanes8 even, Lanes8 odd)
    {
        Vector256<float> low = Avx.UnpackLow(even._value, odd._value);
        Vector256<float> high = Avx.UnpackHigh(even._value, odd._value);
        Avx.Permute2x128(low, high, 0x20).Store(target);
        Avx.Permute2x128(low, high, 0x31).Store(target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Reverse(Lanes8 value) =>
        new(Avx2.PermuteVar8x32(value._value, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadRows(float* source, nint stride) =>
        new(Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeRows(ref Lanes8 a, ref Lanes8 b, ref Lanes8 c, ref Lanes8 d)
    {
        Vector256<float> lowAB = Avx.UnpackLow(a._value, b._value);
        Vector256<float> highAB = Avx.UnpackHigh(a._value, b._value);
        Vector256<float> lowCD = Avx.UnpackLow(c._value, d._value);
        Vector256<float> highCD = Avx.UnpackHigh(c._value, d._value);
        a = new(Avx.UnpackLow(lowAB.AsDouble(), lowCD.AsDouble()).AsSingle());
        b = new(Avx.UnpackHigh(lowAB.AsDouble(), lowCD.AsDouble()).AsSingle());
        c = new(Avx.UnpackLow(highAB.AsDouble(), highCD.AsDouble()).AsSingle());
        d = new(Avx.UnpackHigh(highAB.AsDouble(), highCD.AsDouble()).AsSingle());
    }

    // AVX shuffles within rows and so leaves the pairs of lanes in the order 0 2 1 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes8 Sorted(Vector256<float> shuffled) =>
        new(Avx2.Permute4x64(shuffled.AsDouble(), 0b11_01_10_00).AsSingle());
}
