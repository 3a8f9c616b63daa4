using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A vector of complex numbers in split form.</summary>
internal readonly struct ComplexLanes<T>(T re, T im)
    where T : unmanaged, ILanes<T>
{
    public readonly T Re = re;
    public readonly T Im = im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator +(ComplexLanes<T> left, ComplexLanes<T> right) => new(left.Re + right.Re, left.Im + right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator -(ComplexLanes<T> left, ComplexLanes<T> right) => new(left.Re - right.Re, left.Im - right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator *(ComplexLanes<T> left, T right) => new(left.Re * right, left.Im * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> operator *(ComplexLanes<T> left, ComplexLanes<T> right) => new(
        T.SubtractProduct(left.Re * right.Re, left.Im, right.Im),
        T.MultiplyAdd(left.Re, right.Im, left.Im * right.Re));

    /// <summary>This + other x factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Plus(ComplexLanes<T> other, T factor) =>
        new(T.MultiplyAdd(other.Re, factor, Re), T.MultiplyAdd(other.Im, factor, Im));

    /// <summary>This - other x factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Minus(ComplexLanes<T> other, T factor) =>
        new(T.SubtractProduct(Re, other.Re, factor), T.SubtractProduct(Im, other.Im, factor));

    /// <summary>This + i other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> PlusI(ComplexLanes<T> other) => new(Re - other.Im, Im + other.Re);

    /// <summary>This - i other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> MinusI(ComplexLanes<T> other) => new(Re + other.Im, Im - other.Re);
}
