// Pitch by normalised correlation and dynamic programming over time. Coarse: at 8 kHz, over windows of 30 ms, the correlation of every lag from
// 2 to 16 ms; a path through lags and frames is sought that has high correlation and small steps (Talkin 1995, RAPT; Viterbi 1967), long
// lags paying a little, because every multiple of a period correlates as well. The path is read off at the frame that leaves the look-ahead, so
// it profits from what came later. Fine: the lag is refined at the full rate by the correlation of the frame itself.
// Cost per hop: 113 correlations of 240 samples at 8 kHz, some 13 of 960 at 48 kHz.
using System.Numerics.Tensors;
using Earshot.Signals.Filters;

namespace Earshot.Denoising.SignalPath;

/// <summary>Follows the pitch period of a stream.</summary>
internal sealed class PitchTracker
{
    private const int CoarseRate = 8000;
    private const int WindowLength = CoarseRate * 3 / 100;
    private const int CoarseHop = CoarseRate / PathFormat.HopsPerSecond;
    private const double LagCost = 0.12; // of correlation, for the longest lag
    private const double StepCost = 4; // of correlation, for an octave
    private const double JumpCost = 0.6; // of correlation, for a step of any size

    private readonly PathFormat _format;
    private readonly int _factor;
    private readonly int _lookAhead;
    private readonly FirFilter _lowPass;
    private readonly BiquadFilter _highPass;
    private readonly float[] _filtered; // [HopLength]
    private readonly float[] _coarse; // [longest lag + WindowLength], oldest first
    private readonly int _shortest; // lags at 8 kHz
    private readonly int _longest;
    private readonly double[] _correlation; // [lag]
    private readonly double[] _score; // [lag]
    private readonly double[] _previous; // [lag]
    private readonly double[] _logLag; // [lag], base 2
    private readonly int[][] _from; // [L + 1 hops][lag], a ring of where the path came from
    private int _newest;

    /// <summary>Creates a tracker.</summary>
    /// <param name="format">The geometry.</param>
    /// <param name="lookAhead">Hops of look-ahead, 0 or more.</param>
    public PitchTracker(PathFormat format, int lookAhead)
    {
        _format = format;
        _lookAhead = lookAhead;
        _factor = format.SampleRate / CoarseRate;
        _lowPass = new FirFilter(FirDesign.LowPass(format.SampleRate, 1800, 1600, 40));
        _highPass = new BiquadFilter(BiquadCoefficients.HighPass(format.SampleRate, 70));
        _filtered = new float[format.HopLength];
        _shortest = (int)(CoarseRate / PathFormat.HighestPitchHz);
        _longest = (int)(CoarseRate / PathFormat.LowestPitchHz);
        _coarse = new float[_longest + WindowLength];
        int lags = _longest - _shortest + 1;
        _correlation = new double[lags];
        _score = new double[lags];
        _previous = new double[lags];
        _logLag = [.. Enumerable.Range(_shortest, lags).Select(static lag => Math.Log2(lag))];
        _from = new int[lookAhead + 1][];
        for (int i = 0; i <= lookAhead; i++)
        {
            _from[i] = new int[lags];
        }
    }

    /// <summary>Takes the next hop and finds the pitch of the frame that is L hops old.</summary>
    /// <param name="hop">HopLength samples, those that <paramref name="analyzer"/> took last.</param>
    /// <param name="analyzer">Holds the frame at the full rate.</param>
    /// <returns>The period in samples and its normalised correlation.</returns>
    public (int Period, float Correlation) Track(ReadOnlySpan<float> hop, CombAnalyzer analyzer)
    {
        Decimate(hop);
        Correlate();
        int lag = _shortest + Advance();
        return Refine(lag * _factor, analyzer);
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        _lowPass.Reset();
        _highPass.Reset();
        Array.Clear(_coarse);
        Array.Clear(_previous);
        foreach (int[] from in _from)
        {
            Array.Clear(from);
        }

        _newest = 0;
    }

    private void Decimate(ReadOnlySpan<float> hop)
    {
        _highPass.Process(hop, _filtered);
        _lowPass.Process(_filtered, _filtered);
        _coarse.AsSpan(CoarseHop).CopyTo(_coarse);
        Span<float> fresh = _coarse.AsSpan(_coarse.Length - CoarseHop);
        for (int n = 0; n < fresh.Length; n++)
        {
            fresh[n] = _filtered[n * _factor];
        }
    }

    // The local score of every lag: normalised correlation, less for long lags.
    private void Correlate()
    {
        ReadOnlySpan<float> window = _coarse.AsSpan(_longest);
        double energy = TensorPrimitives.SumOfSquares(window);
        for (int i = 0; i < _score.Length; i++)
        {
            int lag = _shortest + i;
            ReadOnlySpan<float> past = _coarse.AsSpan(_longest - lag, WindowLength);
            double norms = Math.Sqrt(energy) * Math.Sqrt(TensorPrimitives.SumOfSquares(past));
            double correlation = norms > 1e-9 ? TensorPrimitives.Dot(window, past) / norms : 0;
            _correlation[i] = Math.Max(0, correlation);
        }

        for (int i = 0; i < _score.Length; i++)
        {
            _score[i] = Peak(i) - (LagCost * (_shortest + i) / _longest);
        }
    }

    // The height of a local maximum between the lags, by a parabola: without it, a short period that lies between two lags loses to a
    // multiple of it that lies on one.
    private double Peak(int index)
    {
        double here = _correlation[index];
        if (index == 0 || index == _correlation.Length - 1)
        {
            return here;
        }

        (double left, double right) = (_correlation[index - 1], _correlation[index + 1]);
        double curvature = (2 * here) - left - right;
        return here >= left && here >= right && curvature > 1e-6 ? Math.Min(1, here + ((right - left) * (right - left) / (8 * curvature))) : here;
    }

    // One step of the dynamic programme; returns the lag index, L hops ago, of the path that is best now.
    private int Advance()
    {
        _newest = _newest == _lookAhead ? 0 : _newest + 1;
        int[] from = _from[_newest];
        int best = TensorPrimitives.IndexOfMax<double>(_previous);
        for (int i = 0; i < _score.Length; i++)
        {
            double top = _previous[best] - JumpCost;
            int source = best;
            int reach = Math.Max(2, (_shortest + i) / 6);
            int last = Math.Min(_previous.Length - 1, i + reach);
            for (int j = Math.Max(0, i - reach); j <= last; j++)
            {
                double value = _previous[j] - (StepCost * Math.Abs(_logLag[i] - _logLag[j]));
                if (value > top)
                {
                    (top, source) = (value, j);
                }
            }

            from[i] = source;
            _score[i] += top;
        }

        int lag = TensorPrimitives.IndexOfMax<double>(_score);
        double highest = _score[lag];
        for (int i = 0; i < _score.Length; i++)
        {
            _previous[i] = _score[i] - highest; // relative, so that hours do not grow
        }

        int row = _newest;
        for (int step = 0; step < _lookAhead; step++)
        {
            lag = _from[row][lag];
            row = row == 0 ? _lookAhead : row - 1;
        }

        return lag;
    }

    private (int Period, float Correlation) Refine(int center, CombAnalyzer analyzer)
    {
        ReadOnlySpan<float> frame = analyzer.History.Slice(analyzer.WindowStart, _format.FrameLength);
        double energy = TensorPrimitives.SumOfSquares(frame);
        (int Period, double Correlation) best = (Math.Clamp(center, _format.ShortestPeriod, _format.LongestPeriod), -2);
        int low = Math.Max(_format.ShortestPeriod, center - _factor);
        int high = Math.Min(_format.LongestPeriod, center + _factor);
        for (int period = low; period <= high; period++)
        {
            ReadOnlySpan<float> past = analyzer.History.Slice(analyzer.WindowStart - period, _format.FrameLength);
            double norms = Math.Sqrt(energy) * Math.Sqrt(TensorPrimitives.SumOfSquares(past));
            double correlation = norms > 1e-9 ? TensorPrimitives.Dot(frame, past) / norms : 0;
            if (correlation > best.Correlation)
            {
                best = (period, correlation);
            }
        }

        return (best.Period, (float)Math.Clamp(best.Correlation, -1, 1));
    }
}
