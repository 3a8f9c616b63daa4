using Earshot.Evaluation.Figures.Color;

namespace Earshot.Evaluation.Tests.Figures;

public sealed class ColorTests
{
    public static TheoryData<string> Maps => ["Ember", "Lagoon", "Gray"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Maps_rise_in_lightness_by_equal_steps(string name)
    {
        ColorMap map = Find(name);
        (double L, double A, double B)[] lab = [.. map.Table.Select(OkLab.FromRgb)];
        double[] steps = [.. Enumerable.Range(0, 31).Select(i => Distance(lab[8 * i], lab[8 * (i + 1)]))];
        // Eight-bit channels round a step of eight colors by up to a quarter; a kink in the map would be larger.
        Assert.InRange(steps.Max() / steps.Min(), 1, 1.45);
        for (int i = 8; i < lab.Length; i += 8)
        {
            Assert.True(lab[i].L > lab[i - 8].L + 0.005, $"lightness stalls at color {i}");
        }

        Assert.True(lab[^1].L - lab[0].L > 0.7);
    }

    [Fact]
    public void OkLab_gives_the_published_coordinates()
    {
        // White and pure red as in the table of the source.
        (double l, double a, double b) = OkLab.FromRgb(new Rgb(255, 255, 255));
        Assert.Equal((1, 0, 0), (Math.Round(l, 3), Math.Round(a, 3) + 0.0, Math.Round(b, 3) + 0.0));
        (l, a, b) = OkLab.FromRgb(new Rgb(255, 0, 0));
        Assert.Equal((0.628, 0.225, 0.126), (Math.Round(l, 3), Math.Round(a, 3), Math.Round(b, 3)));
    }

    [Fact]
    public void OkLab_inverts()
    {
        foreach (Rgb color in OkabeIto.Colors)
        {
            (double l, double a, double b) = OkLab.FromRgb(color);
            Assert.Equal(color, OkLab.ToRgb(l, a, b));
        }
    }

    [Fact]
    public void Numbers_outside_take_the_ends()
    {
        ColorMap map = KnownColorMaps.Ember;
        Assert.Equal(map.Table[0], map.At(-3));
        Assert.Equal(map.Table[255], map.At(double.PositiveInfinity));
        Assert.Equal(map.Table[0], map.At(double.NaN));
        Assert.Equal("#0072b2", OkabeIto.Colors[0].ToString());
        Assert.Equal(7, OkabeIto.Colors.Distinct().Count());
    }

    private static ColorMap Find(string name) => name switch { "Ember" => KnownColorMaps.Ember, "Lagoon" => KnownColorMaps.Lagoon, _ => KnownColorMaps.Gray };

    private static double Distance((double L, double A, double B) p, (double L, double A, double B) q) =>
        Math.Sqrt(Math.Pow(p.L - q.L, 2) + Math.Pow(p.A - q.A, 2) + Math.Pow(p.B - q.B, 2));
}
