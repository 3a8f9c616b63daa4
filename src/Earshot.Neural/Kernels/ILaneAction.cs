namespace Earshot.Neural.Kernels;

/// <summary>Work on memory, written once for all vector widths.</summary>
internal interface ILaneAction
{
    /// <summary>Does it with one kind of vectors.</summary>
    void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>;
}
