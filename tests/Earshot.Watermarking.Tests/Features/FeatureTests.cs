using Earshot.Signals.Randomness;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Tests.Features;

public sealed class FeatureTests
{
    // A line of 1 kHz + 50 Hz lies on a bin of the zero-padded transform: Hann's half amplitude times half the window.
    [Fact]
    public void A_sine_on_a_bin_has_the_analytic_size_there()
    {
        var rows = new SpectralRows();
        var row = new float[FeatureGrid.RowLength];
        var hop = new float[FeatureGrid.HopLength];
        const int Bin = 12;
        for (int block = 0; block < 6; block++)
        {
            for (int n = 0; n < hop.Length; n++)
            {
                hop[n] = (float)Math.Cos(2 * Math.PI * FeatureGrid.BinHz(Bin) * ((block * hop.Length) + n) / MarkFormat.SampleRate);
            }

            rows.Next(hop, row);
        }

        double size = Math.Sqrt((row[Bin] * row[Bin]) + (row[FeatureGrid.Lanes + Bin] * row[FeatureGrid.Lanes + Bin]));
        Assert.Equal(FeatureGrid.WindowLength / 4.0, size, 0.01);
        Assert.Equal(FeatureGrid.BinHz(Bin), FeatureGrid.FftIndex(Bin) * (double)MarkFormat.SampleRate / FeatureGrid.FftLength);
    }

    [Fact]
    public void A_pattern_of_one_frame_gives_the_same_row_every_frame()
    {
        var random = new SeededRandom(71);
        var frame = new float[MarkFormat.FrameLength];
        random.FillGaussian(frame);
        var rows = new SpectralRows();
        var seen = new List<float[]>();
        for (int block = 0; block < 12; block++)
        {
            var row = new float[FeatureGrid.RowLength];
            rows.Next(frame.AsSpan(block % 2 * FeatureGrid.HopLength, FeatureGrid.HopLength), row);
            seen.Add(row);
        }

        Assert.Equal(seen[9], seen[11]);
        Assert.NotEqual(seen[10], seen[11]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.37)]
    [InlineData(-1.2)]
    public void The_predictor_removes_a_steady_tone(double turn)
    {
        var predictor = new TonePredictor();
        double before = 0;
        double after = 0;
        var row = new float[FeatureGrid.RowLength];
        for (int r = 0; r < 600; r++)
        {
            for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
            {
                (double im, double re) = Math.SinCos((turn * r) + bin);
                row[bin] = (float)re;
                row[FeatureGrid.Lanes + bin] = (float)im;
            }

            double power = Power(row);
            predictor.Whiten(row);
            if (r >= 300)
            {
                before += power;
                after += Power(row);
            }
        }

        Assert.True(10 * Math.Log10(before / after) > 15, $"only {10 * Math.Log10(before / after):0.0} dB");
    }

    [Fact]
    public void The_predictor_leaves_a_pattern_with_random_signs()
    {
        var random = new SeededRandom(72);
        var predictor = new TonePredictor();
        double error = 0;
        double total = 0;
        var row = new float[FeatureGrid.RowLength];
        int sign = 1;
        for (int r = 0; r < 2000; r++)
        {
            sign = r % FeatureGrid.RowsPerFrame == 0 ? 1 - (2 * random.NextInt(2)) : sign;
            row.AsSpan().Fill(sign);
            predictor.Whiten(row);
            for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
            {
                error += (row[bin] - sign) * (row[bin] - sign);
                total += 1;
            }
        }

        // What chance predicts stays 10 dB under the pattern.
        Assert.True(10 * Math.Log10(error / total) < -10, $"changed by {10 * Math.Log10(error / total):0.0} dB");
    }

    [Fact]
    public void The_floor_follows_steady_noise_and_passes_under_bursts()
    {
        var random = new SeededRandom(73);
        var floor = new NoiseFloor();
        var power = new float[FeatureGrid.Lanes];
        var level = new float[FeatureGrid.Lanes];
        double Run(int rows, double mean, bool bursts)
        {
            double sum = 0;
            for (int r = 0; r < rows; r++)
            {
                // Pauses of 350 ms: the average of 50 ms falls by 30 dB in them.
                bool loud = bursts && r % 100 < 30;
                for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
                {
                    // Power of a complex Gaussian bin is exponential.
                    power[bin] = (float)((loud ? 1000 : 1) * mean * -Math.Log(1 - random.NextDouble()));
                }

                floor.Update(power, level);
                sum = level.Take(FeatureGrid.BinCount).Average();
            }

            return 10 * Math.Log10(sum / mean);
        }

        // A minimum of an average over 10 rows lies a few dB under the mean; the bias is left in on purpose.
        Assert.InRange(Run(1200, 1, bursts: false), -9, -1);
        Assert.InRange(Run(1200, 100, bursts: false), -9, -1);
        Assert.InRange(Run(1200, 1, bursts: true), -9, 6);
    }

    [Fact]
    public void Rows_come_back_by_age_across_the_move_to_the_front()
    {
        var history = new RowHistory();
        var row = new float[FeatureGrid.RowLength];
        for (int r = 1; r <= 2000; r++)
        {
            row.AsSpan().Fill(r);
            history.Add(row);
            Assert.Equal(r, history.Row(0)[0]);
            int age = RowHistory.Capacity - FeatureGrid.SyncSpan;
            Assert.Equal(Math.Max(r - age, 0), history.Period(age)[^1]);
            Assert.Equal(Math.Max(r - RowHistory.Capacity + 1, 0), history.Period(age)[0]);
        }

        Assert.Equal(2000, history.Count);
    }

    // On a clean steady signal the weights come near the unit norm of the published detector: mean |y|^2 near LeastWeight^2 .. 1.
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1f)]
    public void Weights_take_the_level_out(float gain)
    {
        var random = new SeededRandom(74);
        var weights = new RowWeights();
        var row = new float[FeatureGrid.RowLength];
        var weighted = new float[FeatureGrid.RowLength];
        double sum = 0;
        for (int r = 0; r < 500; r++)
        {
            random.FillGaussian(row);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, gain, row);
            weights.Next(row, weighted);
            sum += r >= 100 ? Power(weighted) / FeatureGrid.BinCount / 400 : 0;
        }

        Assert.InRange(sum, 0.04, 1.2);
    }

    private static double Power(float[] row)
    {
        double sum = 0;
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            sum += (row[bin] * row[bin]) + (row[FeatureGrid.Lanes + bin] * row[FeatureGrid.Lanes + bin]);
        }

        return sum;
    }
}
