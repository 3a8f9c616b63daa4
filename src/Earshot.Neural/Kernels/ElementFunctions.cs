using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>The functions that loops over memory are made for.</summary>
internal static class ElementFunctions
{
    public readonly struct Exp : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Exponential.Exp(x);
    }

    public readonly struct Sigmoid : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Exponential.Sigmoid(x);
    }

    public readonly struct Tanh : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Exponential.Tanh(x);
    }

    public readonly struct Log : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> => Logarithm.Log(x);
    }
}
