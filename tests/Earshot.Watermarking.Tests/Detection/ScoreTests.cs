using Earshot.Signals.Randomness;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class ScoreTests
{
    [Fact]
    public void The_window_is_the_weighted_mean_of_four_rows_and_ten_bins()
    {
        var random = new SeededRandom(91);
        var window = new ScoreWindow();
        double[] weights = [1, 1, Math.Exp(-0.25), Math.Exp(-0.5)];
        var rows = new List<float[]>();
        var means = new float[SkewGrid.Count * MarkFormat.BandCount];
        for (int r = 0; r < 10; r++)
        {
            var row = new float[SignCorrelator.RatioLength];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (float)random.NextDouble(0, 5);
            }

            rows.Add(row);
            row.CopyTo(window.Next);
            window.Advance(SkewGrid.Count, means);
            for (int i = 0; i < means.Length && r >= 3; i++)
            {
                int first = (i / MarkFormat.BandCount * FeatureGrid.Lanes) + (i % MarkFormat.BandCount * FeatureGrid.BinsPerBand);
                double expected = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    expected += weights[k] / weights.Sum() * rows[r - 3 + k].Skip(first).Take(FeatureGrid.BinsPerBand).Average(value => (double)value);
                }

                // Forty additions of numbers below 5 in float.
                Assert.Equal(expected, means[i], 1e-5);
            }
        }
    }

    [Fact]
    public void Sets_of_bands_are_means_less_one()
    {
        var excess = new float[BandSets.Count];
        BandSets.Excess([1, 2, 6], excess);
        Assert.Equal([3f, 0.5f, 2f], excess);
        Assert.Equal([MarkBands.HighPair, MarkBands.LowPair, MarkBands.All], BandSets.All);
    }

    [Fact]
    public void Thresholds_and_rates_are_inverse()
    {
        foreach (double rate in (double[])[1000, 1, 0.001, 1e-9])
        {
            Assert.Equal(rate, ScoreCalibration.FalseAlarmsPerHour(ScoreCalibration.ThresholdFor(rate)), rate * 1e-9);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreCalibration.ThresholdFor(0));
    }

    [Fact]
    public void One_strong_period_does_not_pass_for_a_repetition_and_many_weak_ones_do()
    {
        var repetition = new RepetitionScore(SkewGrid.Count);
        var scores = new float[SkewGrid.Count];
        KeyScore Period(float value, out float past)
        {
            KeyScore best = default;
            past = 0;
            for (int place = 0; place < RepetitionScore.PeriodRows; place++)
            {
                scores[3] = place == 100 ? value : 0;
                KeyScore score = repetition.Update(scores, out float before);
                (best, past) = place == 100 ? (score, before) : (best, past);
            }

            return best;
        }

        KeyScore single = Period(1000, out float none);
        Assert.Equal(0, none);
        // No more than 8 x 0.6 of one period, below every threshold.
        Assert.Equal(4.8f, single.Value, 1e-4);
        repetition.Reset();
        KeyScore last = default;
        for (int period = 0; period < 12; period++)
        {
            last = Period(5, out _);
        }

        // The leaky sum of 5 x 0.8^k, times sqrt(1 - 0.64).
        Assert.Equal(15 * (1 - Math.Pow(0.8, 12)), last.Value, 1e-3);
        Assert.Equal(3, last.Skew);
    }

    // White noise through the whole front end: the deviation that DecoyLevel assumes, measured with many keys.
    [Fact]
    public void The_deviation_on_white_noise_is_the_one_that_is_assumed()
    {
        double[] assumed = [0.13, 0.13, 0.106];
        var spectra = new SpectralRows();
        var predictor = new TonePredictor();
        var weights = new RowWeights();
        var history = new RowHistory();
        var random = new SeededRandom(92);
        var hop = new float[FeatureGrid.HopLength];
        var row = new float[FeatureGrid.RowLength];
        var weighted = new float[FeatureGrid.RowLength];
        var power = new float[FeatureGrid.Lanes];
        var sums = new float[SignCorrelator.GroupSumsLength];
        var means = new float[MarkFormat.BandCount];
        var excess = new float[BandSets.Count];
        float[][] keys = [.. Enumerable.Range(0, 12).Select(k => WatermarkKey.FromSeed($"noise {k}").SyncSigns.ToArray().Select(sign => (float)sign).ToArray())];
        ScoreWindow[] windows = [.. keys.Select(_ => new ScoreWindow())];
        var squares = new double[BandSets.Count];
        var sum = new double[BandSets.Count];
        int count = 0;
        for (int r = 0; r < 4000; r++)
        {
            random.FillGaussian(hop);
            spectra.Next(hop, row);
            predictor.Whiten(row);
            weights.Next(row, weighted);
            history.Add(weighted);
            if (r < 500)
            {
                continue;
            }

            SignCorrelator.SumPower(history.Period(0), power);
            for (int k = 0; k < keys.Length; k++)
            {
                SignCorrelator.SumGroups(history.Period(0), keys[k], sums);
                SignCorrelator.JoinGroups(sums, power, windows[k].Next);
                windows[k].Advance(1, means);
                BandSets.Excess(means, excess);
                for (int set = 0; set < squares.Length && r >= 510; set++)
                {
                    sum[set] += excess[set];
                    squares[set] += excess[set] * excess[set];
                }

                count += r >= 510 ? 1 : 0;
            }
        }

        for (int set = 0; set < squares.Length; set++)
        {
            // The power that is added to P pulls the mean of an unmarked signal under 0; the deviation is about that mean.
            double mean = sum[set] / count;
            double deviation = Math.Sqrt((squares[set] / count) - (mean * mean));
            Assert.InRange(mean, -0.25, 0);
            Assert.Equal(assumed[set], deviation, 0.15 * assumed[set]);
        }
    }
}
