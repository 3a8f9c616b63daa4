using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>The pattern of a mark as the room has drawn it out, learned from the period that was just found.</summary>
/// <remarks>
/// The signed sum of the period's frames, over the four rows of the score window. It is computed once a mark, at the skew (on a grid of
/// 10 ppm around the coarse one) that makes it strongest; later frames are then compared with it instead of with each other.
/// </remarks>
internal sealed class PatternTemplate
{
    private const double FineStepPpm = 10;
    private const int FineSteps = 5;

    private readonly float[] _values = new float[ScoreWindow.Length * FeatureGrid.RowLength]; // [row][lane], divided by the power

    private PatternTemplate(double gridPpm, MarkBands bands)
    {
        GridPpm = gridPpm;
        Bands = bands;
    }

    /// <summary>The skew in the direction of the grid: positive when later frames arrive early.</summary>
    public double GridPpm { get; }

    /// <summary>The sub-bands of the mark.</summary>
    public MarkBands Bands { get; }

    /// <summary>Learns the pattern.</summary>
    /// <param name="history">The rows, with the peak still inside.</param>
    /// <param name="age">How many rows ago the peak was.</param>
    /// <param name="signs">Signs of the key.</param>
    /// <param name="score">Skew and bands of the peak.</param>
    public static PatternTemplate Learn(RowHistory history, int age, ReadOnlySpan<float> signs, KeyScore score)
    {
        MarkBands bands = BandSets.All[score.Set];
        var sums = new float[ScoreWindow.Length][];
        var power = new float[ScoreWindow.Length][];
        for (int row = 0; row < ScoreWindow.Length; row++)
        {
            ReadOnlySpan<float> period = history.Period(age + ScoreWindow.Length - 1 - row);
            sums[row] = new float[SignCorrelator.GroupSumsLength];
            power[row] = new float[FeatureGrid.Lanes];
            SignCorrelator.SumGroups(period, signs, sums[row]);
            SignCorrelator.SumPower(period, power[row]);
        }

        double bestPpm = 0;
        double bestEnergy = -1;
        for (int step = -FineSteps; step <= FineSteps; step++)
        {
            double ppm = SkewGrid.Ppm(score.Skew) + (step * FineStepPpm);
            var trial = new PatternTemplate(ppm, bands);
            double energy = trial.Join(sums, power);
            if (energy > bestEnergy)
            {
                bestEnergy = energy;
                bestPpm = ppm;
            }
        }

        var template = new PatternTemplate(bestPpm, bands);
        template.Join(sums, power);
        return template;
    }

    /// <summary>Compares a row with the pattern.</summary>
    /// <param name="row">A weighted row.</param>
    /// <param name="index">Which of the four rows of the pattern it should be.</param>
    /// <param name="seconds">Its time relative to the middle of the period.</param>
    /// <param name="ppm">The skew to assume, as <see cref="GridPpm"/>.</param>
    /// <returns>Positive when it has sign +1.</returns>
    public float Agreement(ReadOnlySpan<float> row, int index, double seconds, double ppm)
    {
        ReadOnlySpan<float> pattern = _values.AsSpan(index * FeatureGrid.RowLength, FeatureGrid.RowLength);
        double sum = 0;
        // From bin to bin the turn grows by a constant, so one rotation a bin follows it.
        (double stepIm, double stepRe) = Math.SinCos(-2 * Math.PI * 100 * ppm * 1e-6 * seconds);
        (double im, double re) = Math.SinCos(-2 * Math.PI * FeatureGrid.BinHz(0) * ppm * 1e-6 * seconds);
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            float pRe = pattern[bin];
            float pIm = pattern[FeatureGrid.Lanes + bin];
            float yRe = row[bin];
            float yIm = row[FeatureGrid.Lanes + bin];
            sum += (((pRe * yRe) + (pIm * yIm)) * re) - (((pRe * yIm) - (pIm * yRe)) * im);
            (re, im) = ((re * stepRe) - (im * stepIm), (im * stepRe) + (re * stepIm));
        }

        return (float)sum;
    }

    private double Join(float[][] sums, float[][] power)
    {
        double energy = 0;
        Array.Clear(_values);
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            if (((int)Bands >> (bin / FeatureGrid.BinsPerBand) & 1) == 0)
            {
                continue;
            }

            for (int row = 0; row < ScoreWindow.Length; row++)
            {
                double re = 0;
                double im = 0;
                for (int group = 0; group < SkewGrid.GroupCount; group++)
                {
                    double turn = 2 * Math.PI * FeatureGrid.BinHz(bin) * GridPpm * 1e-6 * SkewGrid.GroupSeconds(group);
                    (double sin, double cos) = Math.SinCos(turn);
                    double gRe = sums[row][(group * FeatureGrid.RowLength) + bin];
                    double gIm = sums[row][(group * FeatureGrid.RowLength) + FeatureGrid.Lanes + bin];
                    re += (gRe * cos) + (gIm * sin);
                    im += (gIm * cos) - (gRe * sin);
                }

                double p = power[row][bin] + 1e-6;
                energy += ((re * re) + (im * im)) / p;
                _values[(row * FeatureGrid.RowLength) + bin] = (float)(re / p);
                _values[(row * FeatureGrid.RowLength) + FeatureGrid.Lanes + bin] = (float)(im / p);
            }
        }

        return energy;
    }
}
