using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Four floats: SSE, NEON, or whatever the runtime makes of <see cref="Vector128"/>. The portable width.</summary>
internal readonly unsafe struct Lanes4(Vector128<float> value) : IRowLanes<Lanes4>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes4 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 addend) =>
        new(Vector128.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SubtractProduct(Lanes4 minuend, Lanes4 left, Lanes4 right) =>
        new(Vector128.MultiplyAddEstimate(-left._value, right._value, minuend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Lanes4 even, out Lanes4 odd)
    {
        Vector128<float> low = Vector128.Load(source);
        Vector128<float> high = Vector128.Load(source + 4);
        even = new(Sse.IsSupported ? Sse.Shuffle(low, high, 0b10_00_10_00) : Vector128.Create(low[0], low[2], high[0], high[2]));
        odd = new(Sse.IsSupported ? Sse.Shuffle(low, high, 0b11_01_11_01) : Vector128.Create(low[1], low[3], high[1], high[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* target, Lanes4 even, Lanes4 odd)
    {
        UnpackLow(even._value, odd._value).Store(target);
        UnpackHigh(even._value, odd._value).Store(target + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Reverse(Lanes4 value) => new(Vector128.Shuffle(value._value, Vector128.Create(3, 2, 1, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadRows(float* source, nint stride) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeRows(ref Lanes4 a, ref Lanes4 b, ref Lanes4 c, ref Lanes4 d)
    {
        // Interleaving a with c and b with d first makes the second interleaving finish the job.
        Vector128<float> lowAC = UnpackLow(a._value, c._value);
        Vector128<float> highAC = UnpackHigh(a._value, c._value);
        Vector128<float> lowBD = UnpackLow(b._value, d._value);
        Vector128<float> highBD = UnpackHigh(b._value, d._value);
        a = new(UnpackLow(lowAC, lowBD));
        b = new(UnpackHigh(lowAC, lowBD));
        c = new(UnpackLow(highAC, highBD));
        d = new(UnpackHigh(highAC, highBD));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);
}
