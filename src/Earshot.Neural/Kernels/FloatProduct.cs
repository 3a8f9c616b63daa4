namespace Earshot.Neural.Kernels;

/// <summary>Float products at a chosen vector width; the caller has checked that the memory holds the matrices.</summary>
internal static unsafe class FloatProduct
{
    /// <summary>C = A B, or C += A B.</summary>
    public static void Multiply(int vectorWidth, in ProductShape shape, float* a, float* b, float* c, bool accumulate)
    {
        switch (vectorWidth)
        {
            case VectorWidth.Bits512:
                BlockedProduct<Lanes512>.Run(shape, a, b, c, accumulate);
                break;
            case VectorWidth.Bits256:
                BlockedProduct<Lanes256>.Run(shape, a, b, c, accumulate);
                break;
            default:
                BlockedProduct<Lanes128>.Run(shape, a, b, c, accumulate);
                break;
        }
    }

    /// <summary>C = A B, or C += A B, with B in panels over all of K.</summary>
    public static void MultiplyPacked(int vectorWidth, in ProductShape shape, float* a, float* panels, float* c, bool accumulate)
    {
        switch (vectorWidth)
        {
            case VectorWidth.Bits512:
                Packed<Lanes512, Counts.Four>(shape, a, panels, c, accumulate);
                break;
            case VectorWidth.Bits256:
                Packed<Lanes256, Counts.Two>(shape, a, panels, c, accumulate);
                break;
            default:
                Packed<Lanes128, Counts.One>(shape, a, panels, c, accumulate);
                break;
        }
    }

    private static void Packed<TLanes, TPanels>(in ProductShape shape, float* a, float* panels, float* c, bool accumulate)
        where TLanes : unmanaged, ILanes<TLanes>
        where TPanels : struct, ICount
    {
        if (shape.M == 1 && !shape.TransposeA)
        {
            RowProduct<TLanes, TPanels>.Run(shape.K, shape.N, a, panels, c, accumulate);
        }
        else
        {
            BlockedProduct<TLanes>.RunPacked(shape, a, panels, c, accumulate);
        }
    }
}
