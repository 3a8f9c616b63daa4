using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Detection;

/// <summary>How much the score of a key that nobody uses swings on this very signal: the yardstick for all real keys.</summary>
/// <remarks>
/// Rhythms, loops and tones correlate with themselves, and a key then scores high by chance more often than on noise. Two fixed
/// decoy keys see the same signal; the root mean square of their scores over the last two seconds is the standard deviation that
/// every real score is divided by (a constant false alarm rate, as in radar). It never falls below what noise gives.
/// </remarks>
internal sealed class DecoyLevel
{
    private const int DecoyCount = 2;

    /// <summary>Standard deviation of the score of each set of bands on white noise, measured by the calibration test.</summary>
    private static readonly float[] NoiseDeviation = [0.13f, 0.13f, 0.106f]; // [set]

    /// <summary>Rows that the value for noise counts for while little has been heard.</summary>
    private const float PriorRows = 10;

    private static readonly float Keep = (float)Math.Exp(-FeatureGrid.RowSeconds / 2);
    private static readonly float RepetitionKeep = (float)Math.Exp(-FeatureGrid.RowSeconds / 10);
    private static readonly float[][] Signs = CreateSigns(); // [decoy][frame]

    private readonly ScoreWindow[] _windows; // [decoy]
    private readonly float[] _sumOfSquares = new float[BandSets.Count]; // [set], fading
    private readonly float[] _sums = new float[SignCorrelator.GroupSumsLength];
    private readonly float[] _means = new float[MarkFormat.BandCount]; // [band]
    private readonly float[] _deviation = new float[BandSets.Count]; // [set]
    private readonly float[] _wholeBand = new float[DecoyCount]; // [decoy], excess in all bands
    private readonly RepetitionScore[] _repetitions = [new(skewCount: 1), new(skewCount: 1)]; // [decoy]
    private float _repetitionSquares;
    private float _repetitionWeight;
    private float _weight;
    private readonly float[] _excess = new float[BandSets.Count]; // [set]

    public DecoyLevel()
    {
        _windows = [new ScoreWindow(), new ScoreWindow()];
    }

    /// <summary>Standard deviation of the score for each set of bands.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>Standard deviation of the sum over repetitions, 1 on noise: loops repeat, and so do their chance scores.</summary>
    public float RepetitionDeviation { get; private set; } = 1;

    /// <summary>Takes a period.</summary>
    public void Update(ReadOnlySpan<float> period, ReadOnlySpan<float> power)
    {
        for (int set = 0; set < BandSets.Count; set++)
        {
            _sumOfSquares[set] *= Keep;
        }

        _weight = (_weight * Keep) + 1;

        for (int decoy = 0; decoy < DecoyCount; decoy++)
        {
            SignCorrelator.SumGroups(period, Signs[decoy], _sums);
            SignCorrelator.JoinGroups(_sums, power, _windows[decoy].Next);
            _windows[decoy].Advance(skewCount: 1, _means);
            BandSets.Excess(_means, _excess);
            for (int set = 0; set < BandSets.Count; set++)
            {
                _sumOfSquares[set] += _excess[set] * _excess[set] / DecoyCount;
            }

            _wholeBand[decoy] = _excess[BandSets.Count - 1];
        }

        for (int set = 0; set < BandSets.Count; set++)
        {
            float noise = NoiseDeviation[set] * NoiseDeviation[set];
            float variance = (_sumOfSquares[set] + (PriorRows * noise)) / (_weight + PriorRows);
            _deviation[set] = MathF.Sqrt(Math.Max(variance, noise));
        }

        UpdateRepetition();
    }

    private void UpdateRepetition()
    {
        _repetitionSquares *= RepetitionKeep;
        _repetitionWeight = (_repetitionWeight * RepetitionKeep) + 1;
        for (int decoy = 0; decoy < DecoyCount; decoy++)
        {
            float score = _wholeBand[decoy] / _deviation[BandSets.Count - 1];
            float sum = _repetitions[decoy].Update(new ReadOnlySpan<float>(in score), out _).Value;
            _repetitionSquares += sum * sum / DecoyCount;
        }

        RepetitionDeviation = MathF.Sqrt(Math.Max(1, (_repetitionSquares + PriorRows) / (_repetitionWeight + PriorRows)));
    }

    public void Reset()
    {
        _repetitionSquares = 0;
        _repetitionWeight = 0;
        RepetitionDeviation = 1;
        foreach (RepetitionScore repetition in _repetitions)
        {
            repetition.Reset();
        }

        Array.Clear(_sumOfSquares);
        _weight = 0;
        foreach (ScoreWindow window in _windows)
        {
            window.Reset();
        }
    }

    private static float[][] CreateSigns()
    {
        var signs = new float[DecoyCount][];
        for (int decoy = 0; decoy < DecoyCount; decoy++)
        {
            signs[decoy] = SignNumbers.Of(WatermarkKey.FromSeed($"earshot decoy {decoy}").SyncSigns);
        }

        return signs;
    }
}
