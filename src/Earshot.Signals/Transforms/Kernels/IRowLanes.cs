namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Vectors of whole rows (4 floats each): wide enough to transpose blocks of 4 x 4 in registers.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface IRowLanes<TSelf> : ILanes<TSelf>
    where TSelf : unmanaged, IRowLanes<TSelf>
{
    /// <summary>Reads one row each from source, source + stride, source + 2 stride, ...</summary>
    static abstract TSelf LoadRows(float* source, nint stride);

    /// <summary>Transposes the 4 x 4 blocks that row r of the four vectors form, for every r.</summary>
    static abstract void TransposeRows(ref TSelf a, ref TSelf b, ref TSelf c, ref TSelf d);
}
