using Earshot.Signals.FilterBanks;

namespace Earshot.Signals.Tests.FilterBanks;

public sealed class FrequencyScaleTests
{
    public static TheoryData<string> Names => ["erb", "bark", "htk", "slaney"];

    [Theory]
    [InlineData("erb", 1000, 15.62)] // 21.4 log10(5.37)
    [InlineData("erb", 0, 0)]
    [InlineData("bark", 1000, 8.527)] // 26.81 / 2.96 - 0.53
    [InlineData("bark", 100, 0.956)] // 0.771 below 2 Bark, plus 0.15 (2 - 0.771)
    [InlineData("htk", 1000, 999.99)] // the mel's own definition: 1000 mel at 1 kHz
    [InlineData("slaney", 1000, 15)]
    [InlineData("slaney", 6400, 42)]
    public void Scale_has_its_known_points(string name, double hz, double expected) =>
        Assert.Equal(expected, Scale(name).FromHz(hz), 0.01);

    [Theory]
    [MemberData(nameof(Names))]
    public void Inverse_undoes_the_scale_and_the_scale_rises(string name)
    {
        FrequencyScale scale = Scale(name);
        double previous = double.NegativeInfinity;
        for (double hz = 0; hz <= 24000; hz += 37.3)
        {
            double position = scale.FromHz(hz);
            Assert.True(position > previous);
            Assert.Equal(hz, scale.ToHz(position), 1e-6);
            previous = position;
        }
    }

    [Fact]
    public void Bark_agrees_with_the_critical_bands()
    {
        // Traunmueller states 0.05 Bark between 0.2 and 6.7 kHz.
        ReadOnlySpan<double> edges = BarkScale.ZwickerEdgesHz;
        Assert.Equal(25, edges.Length);
        for (int b = 2; edges[b] < 6700; b++)
        {
            Assert.Equal(b, KnownScales.Bark.FromHz(edges[b]), 0.05);
        }
    }

    [Fact]
    public void Erb_rate_steps_by_one_for_each_bandwidth()
    {
        for (double hz = 100; hz < 10000; hz *= 1.3)
        {
            double half = ErbScale.BandwidthHz(hz) / 2;
            double step = KnownScales.Erb.FromHz(hz + half) - KnownScales.Erb.FromHz(hz - half);
            // 21.4 is rounded from 21.33, and a whole step bends a little.
            Assert.Equal(1, step, 0.02);
        }
    }

    [Fact]
    public void Spacing_keeps_its_ends_exactly()
    {
        double[] points = KnownScales.MelHtk.Space(20, 7600, 42);
        Assert.Equal(20, points[0]);
        Assert.Equal(7600, points[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => KnownScales.Erb.Space(100, 100, 5));
    }

    private static FrequencyScale Scale(string name) => name switch
    {
        "erb" => KnownScales.Erb,
        "bark" => KnownScales.Bark,
        "htk" => KnownScales.MelHtk,
        _ => KnownScales.MelSlaney,
    };
}
