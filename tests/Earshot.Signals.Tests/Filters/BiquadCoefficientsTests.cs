using Earshot.Signals.Filters;

namespace Earshot.Signals.Tests.Filters;

public sealed class BiquadCoefficientsTests
{
    private const int Rate = 48000;

    // A gain at a frequency that follows from the definition of each kind, not from its formula.
    public static TheoryData<string, double, double> Gains => new()
    {
        { "low-pass", 1, 0 }, { "low-pass", 1000, -3.0103 }, { "low-pass", 23999, -200 },
        { "high-pass", 1, -115 }, { "high-pass", 1000, -3.0103 }, { "high-pass", 23999, 0 },
        { "band-pass", 1000, 0 }, { "band-pass", 1, -60 }, { "band-pass", 23999, -60 },
        { "notch", 1000, -250 }, { "notch", 1, 0 }, { "notch", 23999, 0 },
        { "all-pass", 10, 0 }, { "all-pass", 1000, 0 }, { "all-pass", 20000, 0 },
        { "peaking", 1000, 6 }, { "peaking", 1, 0 }, { "peaking", 23999, 0 },
        { "low shelf", 1, -9 }, { "low shelf", 1000, -4.5 }, { "low shelf", 23999, 0 },
        { "high shelf", 1, 0 }, { "high shelf", 1000, 2.5 }, { "high shelf", 23999, 5 },
        { "first low-pass", 1, 0 }, { "first low-pass", 1000, -3.0103 }, { "first low-pass", 23999, -85 },
        { "first high-pass", 1, -55 }, { "first high-pass", 1000, -3.0103 }, { "first high-pass", 23999, 0 },
        { "identity", 1234, 0 },
    };

    [Theory]
    [MemberData(nameof(Gains))]
    public void The_gain_is_what_the_kind_promises(string kind, double frequency, double gainDb)
    {
        BiquadCoefficients section = Named(kind);
        Assert.True(section.IsStable);
        double actual = FrequencyResponse.GainDb(section.Response(Rate, frequency));

        // Gains below -50 dB stand for "this low or lower".
        Assert.True(gainDb < -50 ? actual <= gainDb : Math.Abs(actual - gainDb) < 0.001, $"{actual} dB");
    }

    [Fact]
    public void Bandwidth_and_phase_follow_the_quality()
    {
        // Edges f with f_high - f_low = f0 / Q and f_high f_low = f0^2 on the warped axis tan(pi f / rate).
        BiquadCoefficients section = BiquadCoefficients.BandPass(Rate, 1000, 2);
        double center = Math.Tan(Math.PI * 1000 / Rate);
        double half = center / 4;
        foreach (double edge in new[] { Math.Sqrt((center * center) + (half * half)) - half, Math.Sqrt((center * center) + (half * half)) + half })
        {
            // The Cookbook's alpha makes the analog Q exact at the center; -3 dB edges are those of the analog prototype.
            double frequency = Math.Atan(edge) * Rate / Math.PI;
            Assert.Equal(-3.0103, FrequencyResponse.GainDb(section.Response(Rate, frequency)), 0.001);
        }

        Assert.Equal(Math.PI, Math.Abs(Named("all-pass").Response(Rate, 1000).Phase), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(15)]
    public void Butterworth_filters_follow_their_defining_formula(int order)
    {
        // |H|^2 = 1 / (1 + (tan(w/2) / tan(wc/2))^(2 N)) after the bilinear transform.
        BiquadCoefficients[] low = ButterworthDesign.LowPass(order, Rate, 3000);
        BiquadCoefficients[] high = ButterworthDesign.HighPass(order, Rate, 3000);
        Assert.Equal((order + 1) / 2, low.Length);
        foreach (double frequency in new double[] { 100, 2000, 3000, 4000, 6000, 12000 })
        {
            double ratio = Math.Tan(Math.PI * frequency / Rate) / Math.Tan(Math.PI * 3000 / Rate);
            double expected = -10 * Math.Log10(1 + Math.Pow(ratio, 2 * order));
            Assert.Equal(expected, FrequencyResponse.GainDb(FrequencyResponse.Of(low, Rate, frequency)), 1e-6);
            expected = -10 * Math.Log10(1 + Math.Pow(1 / ratio, 2 * order));
            Assert.Equal(expected, FrequencyResponse.GainDb(FrequencyResponse.Of(high, Rate, frequency)), 1e-6);
        }
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => BiquadCoefficients.LowPass(0, 100));
        Assert.Throws<ArgumentOutOfRangeException>("frequencyHz", () => BiquadCoefficients.LowPass(8000, 4000));
        Assert.Throws<ArgumentOutOfRangeException>("frequencyHz", () => BiquadCoefficients.Notch(8000, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => BiquadCoefficients.BandPass(8000, 100, 0));
        Assert.Throws<ArgumentOutOfRangeException>("gainDb", () => BiquadCoefficients.LowShelf(8000, 100, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => ButterworthDesign.LowPass(0, 8000, 100));
        Assert.Throws<ArgumentOutOfRangeException>("highHz", () => ButterworthDesign.BandPass(2, 8000, 1000, 500));
    }

    private static BiquadCoefficients Named(string kind) => kind switch
    {
        "low-pass" => BiquadCoefficients.LowPass(Rate, 1000),
        "high-pass" => BiquadCoefficients.HighPass(Rate, 1000),
        "band-pass" => BiquadCoefficients.BandPass(Rate, 1000, 2),
        "notch" => BiquadCoefficients.Notch(Rate, 1000, 2),
        "all-pass" => BiquadCoefficients.AllPass(Rate, 1000, 2),
        "peaking" => BiquadCoefficients.Peaking(Rate, 1000, 2, 6),
        "low shelf" => BiquadCoefficients.LowShelf(Rate, 1000, -9),
        "high shelf" => BiquadCoefficients.HighShelf(Rate, 1000, 5),
        "first low-pass" => BiquadCoefficients.FirstOrderLowPass(Rate, 1000),
        "first high-pass" => BiquadCoefficients.FirstOrderHighPass(Rate, 1000),
        _ => BiquadCoefficients.Identity,
    };
}
