namespace Earshot.Neural.Kernels;

/// <summary>Runs an action with the vectors of a width.</summary>
internal static class LaneDispatch
{
    /// <summary>Runs it; the action's fields carry what goes in and what comes out.</summary>
    public static void Run<TAction>(int vectorWidth, ref TAction action)
        where TAction : struct, ILaneAction
    {
        switch (vectorWidth)
        {
            case VectorWidth.Bits512:
                action.Run<Lanes512>();
                break;
            case VectorWidth.Bits256:
                action.Run<Lanes256>();
                break;
            default:
                action.Run<Lanes128>();
                break;
        }
    }
}
