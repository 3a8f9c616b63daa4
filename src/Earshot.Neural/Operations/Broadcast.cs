using System.Runtime.CompilerServices;

namespace Earshot.Neural.Operations;

// How the elements of a smaller tensor meet those of a larger one, dimension by dimension and by name: a dimension that the smaller one lacks,
// or has with length 1, is repeated. The larger tensor is seen as rows along which the smaller one either runs along (Step 1) or stands (Step 0).
internal readonly struct Broadcast
{
    private readonly Steps _lengths; // of the larger tensor's dimensions outside a row
    private readonly Steps _steps; // of the smaller tensor along them

    public Broadcast(string operation, in Shape large, in Shape small, string parameterName)
    {
        if (large.SameLengths(small))
        {
            RowLength = large.Count;
            RowCount = 1;
            Step = 1;
            return;
        }

        int known = 0;
        for (int axis = 0, step = small.Count; axis < small.Rank; axis++)
        {
            step /= small[axis];
            int at = large.IndexOf(small.NameOf(axis));
            if (at < known || (small[axis] != large[at] && small[axis] != 1))
            {
                throw new ShapeException(operation, $"dimensions of {large} in its order, or length 1", small.ToString(), parameterName);
            }

            _steps[at] = small[axis] == 1 ? 0 : step;
            known = at + 1;
        }

        for (int axis = 0; axis < large.Rank; axis++)
        {
            _lengths[axis] = large[axis];
        }

        Step = _steps[large.Rank - 1];
        RowLength = large.Last;
        RowCount = large.Count / RowLength;
        Rank = large.Rank;
    }

    public int RowCount { get; }

    public int RowLength { get; }

    public int Step { get; }

    private int Rank { get; }

    // Where the smaller tensor stands at the start of a row of the larger one.
    public int Start(int row)
    {
        int start = 0;
        for (int axis = Rank - 2; axis >= 0; axis--)
        {
            (row, int index) = Math.DivRem(row, _lengths[axis]);
            start += index * _steps[axis];
        }

        return start;
    }

    [InlineArray(Shape.MaxRank)]
    private struct Steps
    {
        private int _first;
    }
}
