namespace Earshot.Watermarking.Features;

/// <summary>The last rows, always in one piece in order of time.</summary>
internal sealed class RowHistory
{
    /// <summary>Rows that are kept: a period and what the score window and the peak search look back over.</summary>
    public const int Capacity = FeatureGrid.SyncSpan + 21;

    /// <summary>Rows of room behind, so that the rows move to the front only now and then.</summary>
    private const int Slack = 64;

    private readonly float[] _rows = new float[(Capacity + Slack) * FeatureGrid.RowLength]; // [row][lane]
    private int _end = Capacity;

    /// <summary>Rows added since the start.</summary>
    public long Count { get; private set; }

    public void Add(ReadOnlySpan<float> row)
    {
        if (_end == Capacity + Slack)
        {
            _rows.AsSpan(Slack * FeatureGrid.RowLength).CopyTo(_rows);
            _end = Capacity;
        }

        row.CopyTo(_rows.AsSpan(_end * FeatureGrid.RowLength));
        _end++;
        Count++;
    }

    /// <summary>The period of <see cref="FeatureGrid.SyncSpan"/> rows that ended <paramref name="age"/> rows ago; rows before the start are 0.</summary>
    /// <param name="age">0 for the newest period.</param>
    public ReadOnlySpan<float> Period(int age) =>
        _rows.AsSpan((_end - age - FeatureGrid.SyncSpan) * FeatureGrid.RowLength, FeatureGrid.SyncSpan * FeatureGrid.RowLength);

    /// <summary>The row that came <paramref name="age"/> rows ago, 0 for the newest.</summary>
    public ReadOnlySpan<float> Row(int age) => _rows.AsSpan((_end - 1 - age) * FeatureGrid.RowLength, FeatureGrid.RowLength);

    public void Reset()
    {
        Array.Clear(_rows);
        _end = Capacity;
        Count = 0;
    }
}
