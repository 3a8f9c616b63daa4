namespace Earshot.Watermarking.Detection;

/// <summary>Finds the top of a score that has passed the threshold.</summary>
/// <remarks>
/// The top is settled when the next row has stayed below it. For 1.5 s after a top nothing is reported: the room's tail keeps the
/// score up for a while, and marks of one key never lie closer. A later top that is twice as high is reported all the same, so that a
/// chance peak shortly before a mark cannot hide it.
/// </remarks>
internal sealed class PeakPicker
{
    private const int SettleRows = 1;
    private const int DeadRows = 300;
    private const float Override = 2;

    private readonly float _threshold;
    private KeyScore _best;
    private long _bestRow = long.MinValue;
    private float _before;
    private float _after;
    private float _last;
    private float _reported;
    private long _reportedRow = long.MinValue / 2;

    public PeakPicker(double threshold)
    {
        _threshold = (float)threshold;
    }

    /// <summary>Takes the score of a row.</summary>
    /// <param name="row">Number of the row, rising by 1.</param>
    /// <param name="score">Its score.</param>
    /// <param name="peak">The settled top.</param>
    /// <returns>Whether a top has settled with this row.</returns>
    public bool Update(long row, KeyScore score, out Peak peak)
    {
        if (_bestRow >= 0 && row == _bestRow + 1)
        {
            _after = score.Value;
        }

        if (score.Value >= Bar(row) && (_bestRow < 0 || score.Value > _best.Value))
        {
            _best = score;
            _bestRow = row;
            _before = _last;
            _after = float.MinValue;
        }

        _last = score.Value;
        if (_bestRow >= 0 && row - _bestRow >= SettleRows)
        {
            // The top of the parabola through three rows tells the time between them.
            float curve = _before - (2 * _best.Value) + _after;
            double offset = curve < 0 ? Math.Clamp(0.5 * (_before - _after) / curve, -0.5, 0.5) : 0;
            peak = new Peak(_bestRow, offset, _best);
            _reported = _best.Value;
            _reportedRow = _bestRow;
            _bestRow = long.MinValue;
            return true;
        }

        peak = default;
        return false;
    }

    public void Reset()
    {
        _bestRow = long.MinValue;
        _last = 0;
        _reported = 0;
        _reportedRow = long.MinValue / 2;
    }

    private float Bar(long row) => row - _reportedRow < DeadRows ? Math.Max(_threshold, Override * _reported) : _threshold;
}
