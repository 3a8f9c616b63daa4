using Earshot.Signals.Randomness;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class SignCorrelatorTests
{
    private const int Lanes = FeatureGrid.Lanes;

    // P gets the power of three full frames more, see SignCorrelator.
    private const double PriorPower = 3;

    private readonly float[] _period = new float[FeatureGrid.SyncSpan * FeatureGrid.RowLength]; // [row][lane]
    private readonly float[] _signs = new float[MarkFormat.SyncFrameCount]; // [frame]
    private readonly float[] _ratios = new float[SignCorrelator.RatioLength]; // [skew][lane]
    private readonly float[] _power = new float[Lanes];

    public SignCorrelatorTests()
    {
        var random = new SeededRandom(81);
        random.FillGaussian(_period);
        for (int frame = 0; frame < _signs.Length; frame++)
        {
            _signs[frame] = 1 - (2 * random.NextInt(2));
        }

        var sums = new float[SignCorrelator.GroupSumsLength];
        SignCorrelator.SumPower(_period, _power);
        SignCorrelator.SumGroups(_period, _signs, sums);
        SignCorrelator.JoinGroups(sums, _power, _ratios);
    }

    // The scalar twin in double. Sums of 192 numbers of size 1 in float err by about 1e-5 of the sum of their sizes.
    [Fact]
    public void Power_is_the_plain_sum_of_squares()
    {
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            double expected = 0;
            for (int frame = 0; frame < _signs.Length; frame++)
            {
                (double re, double im) = Frame(frame, bin);
                expected += (re * re) + (im * im);
            }

            Assert.Equal(expected, _power[bin], expected * 1e-5);
        }
    }

    // The definition: inner products of all pairs of frames with their signs undone, the pairs of a frame with itself included.
    [Fact]
    public void Without_skew_the_energy_is_the_sum_of_all_pairwise_products()
    {
        for (int bin = 0; bin < FeatureGrid.BinCount; bin += 7)
        {
            double pairs = 0;
            for (int r = 0; r < _signs.Length; r++)
            {
                for (int q = 0; q < _signs.Length; q++)
                {
                    (double rRe, double rIm) = Frame(r, bin);
                    (double qRe, double qIm) = Frame(q, bin);
                    pairs += _signs[r] * _signs[q] * ((rRe * qRe) + (rIm * qIm));
                }
            }

            double expected = pairs / (_power[bin] + PriorPower);
            Assert.Equal(expected, _ratios[bin], 1e-4 * (1 + expected));
        }
    }

    // Each group turned by its own angle and added: what the join of symmetric groups must equal, at the centre of the bin's sub-band.
    [Fact]
    public void Every_skew_is_the_sum_of_turned_groups()
    {
        for (int skew = 0; skew < SkewGrid.Count; skew++)
        {
            for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
            {
                double re = 0;
                double im = 0;
                for (int frame = 0; frame < _signs.Length; frame++)
                {
                    double seconds = SkewGrid.GroupSeconds(frame / SkewGrid.FramesPerGroup);
                    double turn = 2 * Math.PI * FeatureGrid.BandHz(bin / FeatureGrid.BinsPerBand) * SkewGrid.Ppm(skew) * 1e-6 * seconds;
                    (double sin, double cos) = Math.SinCos(-turn);
                    (double fRe, double fIm) = Frame(frame, bin);
                    re += _signs[frame] * ((fRe * cos) - (fIm * sin));
                    im += _signs[frame] * ((fRe * sin) + (fIm * cos));
                }

                double expected = ((re * re) + (im * im)) / (_power[bin] + PriorPower);
                Assert.Equal(expected, _ratios[(skew * Lanes) + bin], 1e-4 * (1 + expected));
            }
        }
    }

    [Fact]
    public void Skews_run_outward_from_none() =>
        Assert.Equal([0, 70, -70, 140, -140, 210, -210], Enumerable.Range(0, SkewGrid.Count).Select(SkewGrid.Ppm));

    [Fact]
    public void Energies_are_one_on_the_average_of_random_signs()
    {
        var random = new SeededRandom(82);
        var sums = new float[SignCorrelator.GroupSumsLength];
        double mean = 0;
        const int Keys = 100;
        for (int key = 0; key < Keys; key++)
        {
            for (int frame = 0; frame < _signs.Length; frame++)
            {
                _signs[frame] = 1 - (2 * random.NextInt(2));
            }

            SignCorrelator.SumGroups(_period, _signs, sums);
            SignCorrelator.JoinGroups(sums, _power, _ratios);
            mean += _ratios.Take(FeatureGrid.BinCount).Average() / Keys;
        }

        // 3000 exponential values: a deviation of 0.02.
        Assert.InRange(mean, 0.9, 1.1);
    }

    private (double Re, double Im) Frame(int frame, int bin)
    {
        int at = frame * FeatureGrid.RowsPerFrame * FeatureGrid.RowLength;
        return (_period[at + bin], _period[at + Lanes + bin]);
    }
}
