using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Detection;

/// <summary>Follows one key through a stream: scores, peaks, repetitions, payload.</summary>
internal sealed class KeyTracker
{
    /// <summary>Rows by which a repeated mark may miss its place: 200 ppm of a period and the jitter of peaks.</summary>
    private const int PlaceTolerance = 3;

    /// <summary>Share of the threshold under which a continuous mark counts as gone.</summary>
    private const double LostShare = 0.5;

    private readonly WatermarkKey _key;
    private readonly WatermarkDetectorOptions _options;
    private readonly double _threshold;
    private readonly KeyScorer _scorer;
    private readonly PeakPicker _picker;
    private readonly PeakPicker _repetitionPicker;
    private readonly RepetitionScore _repetition = new(SkewGrid.Count);
    private PayloadReceiver? _receiver;
    private float _receiverScore;
    private long _lastPeakRow = long.MinValue / 2;
    private long _activeRow = -1;
    private long _activeStartRow;
    private float _activeBest;

    public KeyTracker(WatermarkKey key, WatermarkDetectorOptions options)
    {
        _key = key;
        _options = options;
        _threshold = ScoreCalibration.ThresholdFor(options.FalseAlarmsPerHour);
        _scorer = new KeyScorer(key);
        _picker = new PeakPicker(_threshold);
        _repetitionPicker = new PeakPicker(_threshold);
    }

    /// <summary>The best score of the newest row.</summary>
    public KeyScore Score { get; private set; }

    /// <summary>The best score over repetitions at the newest row.</summary>
    public KeyScore RepeatedScore { get; private set; }

    /// <summary>Takes the newest row of the history.</summary>
    public void Update(RowHistory history, ReadOnlySpan<float> power, DecoyLevel yardstick, Queue<WatermarkEvent> events)
    {
        long row = history.Count - 1;
        Score = _scorer.Update(history.Period(0), power, yardstick.Deviation);
        if (_receiver is not null && _receiver.Accept(row, history.Row(0)))
        {
            FinishPayload(row, events);
        }

        if (_options.FindContinuous)
        {
            FollowRepetition(history, row, yardstick.RepetitionDeviation, events);
        }

        if (_picker.Update(row, Score, out Peak peak))
        {
            OnPeak(history, row, peak, events);
        }
    }

    public void Complete(long row, Queue<WatermarkEvent> events)
    {
        if (_receiver is not null)
        {
            // The stream may end with the last frame of the payload, before its reverberation.
            FinishPayload(row, events);
        }
    }

    public void Reset()
    {
        _scorer.Reset();
        _picker.Reset();
        _repetitionPicker.Reset();
        _repetition.Reset();
        _receiver = null;
        _lastPeakRow = long.MinValue / 2;
        _activeRow = -1;
    }

    private void OnPeak(RowHistory history, long row, Peak peak, Queue<WatermarkEvent> events)
    {
        long sinceLast = peak.Row - _lastPeakRow;
        _lastPeakRow = peak.Row;
        if ((_activeRow >= 0 && IsSamePlace(peak.Row - _activeRow)) || RivalMark.Exists(history, (int)(row - peak.Row), _scorer.Signs, peak.Score))
        {
            return;
        }

        if (_options.FindContinuous && Math.Abs(sinceLast - RepetitionScore.PeriodRows) <= PlaceTolerance)
        {
            Activate(row, peak, peak.Row - sinceLast, events);
            return;
        }

        var template = PatternTemplate.Learn(history, (int)(row - peak.Row), _scorer.Signs, peak.Score);
        events.Enqueue(Detected(row, peak.Row + peak.Offset, WatermarkProfile.Event, peak.Score, template.GridPpm));
        // A weaker peak while a payload comes in is an echo or chance; the stronger mark keeps its receiver.
        if (_options.ReadPayload && (_receiver is null || peak.Score.Value > _receiverScore))
        {
            _receiverScore = peak.Score.Value;
            _receiver = new PayloadReceiver(template, _key.PayloadSigns, peak.Row);
            for (long past = _receiver.FirstRow; past <= row; past++)
            {
                _receiver.Accept(past, history.Row((int)(row - past)));
            }
        }
    }

    private void FollowRepetition(RowHistory history, long row, float deviation, Queue<WatermarkEvent> events)
    {
        KeyScore sum = _repetition.Update(_scorer.WholeBand, out float past);
        KeyScore repeated = sum with { Value = sum.Value / deviation };
        past /= deviation;
        RepeatedScore = repeated;
        if (_activeRow >= 0)
        {
            long since = row - _activeRow;
            if (since < RepetitionScore.PeriodRows - PlaceTolerance)
            {
                return;
            }

            // Around the place where the mark should be: the best row moves the place, none at all ends the mark.
            if (repeated.Value > _activeBest)
            {
                _activeBest = repeated.Value;
            }

            if (since >= RepetitionScore.PeriodRows + PlaceTolerance)
            {
                bool lost = _activeBest < LostShare * _threshold;
                _activeRow = lost ? -1 : _activeRow + RepetitionScore.PeriodRows;
                _activeBest = 0;
                if (lost)
                {
                    events.Enqueue(new WatermarkEnded(_key.Id, StreamClock.MarkStart(_activeStartRow), StreamClock.HeardAt(row)));
                }
            }

            return;
        }

        // One period alone is the business of the other picker.
        var candidate = past * 3 > repeated.Value ? repeated : new KeyScore(0, 0, repeated.Set);
        if (_repetitionPicker.Update(row, candidate, out Peak peak) && !RivalMark.Exists(history, (int)(row - peak.Row), _scorer.Signs, peak.Score))
        {
            Activate(row, peak, peak.Row, events);
        }
    }

    private void Activate(long row, Peak peak, long startRow, Queue<WatermarkEvent> events)
    {
        _activeRow = peak.Row;
        _activeStartRow = startRow;
        _activeBest = 0;
        _receiver = null;
        events.Enqueue(Detected(row, startRow, WatermarkProfile.Continuous, peak.Score, SkewGrid.Ppm(peak.Score.Skew)));
    }

    private void FinishPayload(long row, Queue<WatermarkEvent> events)
    {
        PayloadReceiver receiver = _receiver!;
        _receiver = null;
        if (receiver.TryDecode(out WatermarkPayload payload, out double score))
        {
            events.Enqueue(new WatermarkPayloadRead(
                _key.Id, StreamClock.MarkStart(receiver.PeakRow), StreamClock.HeardAt(row), payload, score));
        }
    }

    private WatermarkDetected Detected(long row, double peakRow, WatermarkProfile profile, KeyScore score, double gridPpm) =>
        new(
            _key.Id,
            StreamClock.MarkStart(peakRow),
            StreamClock.HeardAt(row),
            profile,
            score.Value,
            ScoreCalibration.FalseAlarmsPerHour(score.Value),
            // Frames that arrive early were recorded with a slow clock.
            -gridPpm,
            BandSets.All[score.Set]);

    private static bool IsSamePlace(long rows)
    {
        long rest = rows % RepetitionScore.PeriodRows;
        return rest <= PlaceTolerance || rest >= RepetitionScore.PeriodRows - PlaceTolerance;
    }
}
