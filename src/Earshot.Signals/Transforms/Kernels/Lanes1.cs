using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>One float: the scalar twin of the vectors, and the width of lengths too short for them.</summary>
internal readonly unsafe struct Lanes1(float value) : ILanes<Lanes1>
{
    private readonly float _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes1 value) => *target = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyAdd(Lanes1 left, Lanes1 right, Lanes1 addend) =>
        new(float.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SubtractProduct(Lanes1 minuend, Lanes1 left, Lanes1 right) =>
        new(float.MultiplyAddEstimate(-left._value, right._value, minuend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Lanes1 even, out Lanes1 odd)
    {
        even = new(source[0]);
        odd = new(source[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* target, Lanes1 even, Lanes1 odd)
    {
        target[0] = even._value;
        target[1] = odd._value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Reverse(Lanes1 value) => value;
}
