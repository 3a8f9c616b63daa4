using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Evaluation.Tests.Figures;

public sealed class LayoutTests
{
    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(-1, 1, 4, "\u22121.0 \u22120.5 0 0.5 1.0")]
    [InlineData(0, 0.03, 3, "0 0.01 0.02 0.03")]
    [InlineData(96.2, 99.9, 4, "97 98 99")]
    [InlineData(0, 3e6, 3, "0 1E+6 2E+6 3E+6")]
    public void Linear_ticks_are_round(double min, double max, double count, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Linear(min, max, count).Select(t => t.Label)));

    [Fact]
    public void Logarithmic_ticks_are_powers_with_minors()
    {
        List<Tick> ticks = Ticks.Logarithmic(1e-6, 1, 8);
        Assert.Equal(["10\u207B\u2076", "10\u207B\u2075", "10\u207B\u2074", "0.001", "0.01", "0.1", "1"], ticks.Where(t => t.Label.Length > 0).Select(t => t.Label));
        Assert.Equal((6 * 9) + 1, ticks.Count);
        Assert.Equal(["1", "2", "5", "10"], Ticks.Logarithmic(1, 10, 8).Where(t => t.Label.Length > 0).Select(t => t.Label));
    }

    [Fact]
    public void Rounded_ranges_hold_the_data_and_few_ticks()
    {
        Prop.ForAll(Gen.Choose(-100_000, 100_000).Zip(Gen.Choose(1, 100_000)).ToArbitrary(), drawn =>
        {
            double from = drawn.Item1 / 1000.0;
            double to = from + (drawn.Item2 / 1000.0);
            (double min, double max) = Scale.Range(new Axis(), new Extent(from, to), rounded: true, 6);
            int ticks = Ticks.Linear(min, max, 6).Count;
            return min <= from + 1e-6 && max >= to - 1e-6 && max - min < 2.2 * (to - from) && ticks is >= 3 and <= 14;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Scales_map_ends_to_ends()
    {
        var linear = Scale.Create(new Axis(), (2, 4), 100, 200);
        Assert.Equal((100, 150, 200), (linear.Map(2), linear.Map(3), linear.Map(4)));
        var logarithmic = Scale.Create(new Axis { IsLogarithmic = true }, (0.01, 100), 300, 0);
        Assert.Equal(300, logarithmic.Map(0.01), 1e-9);
        Assert.Equal(150, logarithmic.Map(1), 1e-9);
        Assert.True(double.IsFinite(logarithmic.Map(0)));
        Assert.True(double.IsFinite(linear.Map(double.MaxValue)));
    }

    [Fact]
    public void Texts_are_about_as_wide_as_in_common_fonts()
    {
        // Arial's advance widths in thousandths: d 556 i 222 s 500 t 278 a 556 n 556 c 500 e 556, space 278, ( 333, m 833, ) 333.
        Assert.Equal(12 * 5.501, TextWidth.Estimate("distance (m)", 12), 3.0);
        Assert.True(TextWidth.Estimate("mmmm", 12) > 2 * TextWidth.Estimate("iiii", 12));
    }
}
