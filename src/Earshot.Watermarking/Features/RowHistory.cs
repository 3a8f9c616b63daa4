namespace Earshot.Watermarking.Features;

/// <summary>The last rows, always in one piece in order of time.</summary>
/// <remarks>Every row is written twice, half the memory apart, so that a window that wraps around is still contiguous.</remarks>
internal sealed class RowHistory
{
    /// <summary>Rows that are kept: a period and what the score window and the peak search look back over.</summary>
    public const int Capacity = FeatureGrid.SyncSpan + 21;

    private readonly float[] _rows = new float[2 * Capacity * FeatureGrid.RowLength]; // [2 x Capacity][lane]
    private int _next;

    /// <summary>Rows added since the start.</summary>
    public long Count { get; private set; }

    public void Add(ReadOnlySpan<float> row)
    {
        row.CopyTo(_rows.AsSpan(_next * FeatureGrid.RowLength));
        row.CopyTo(_rows.AsSpan((_next + Capacity) * FeatureGrid.RowLength));
        _next = (_next + 1) % Capacity;
        Count++;
    }

    /// <summary>The period of <see cref="FeatureGrid.SyncSpan"/> rows that ended <paramref name="age"/> rows ago; rows before the start are 0.</summary>
    /// <param name="age">0 for the newest period.</param>
    public ReadOnlySpan<float> Period(int age)
    {
        int end = _next + Capacity - age;
        return _rows.AsSpan((end - FeatureGrid.SyncSpan) * FeatureGrid.RowLength, FeatureGrid.SyncSpan * FeatureGrid.RowLength);
    }

    public void Reset()
    {
        Array.Clear(_rows);
        _next = 0;
        Count = 0;
    }
}
