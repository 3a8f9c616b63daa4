using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Earshot.Evaluation.Curves;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Intervals;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Tests.Figures;

public sealed class SvgFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. Examples().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_well_formed_inside_the_page_and_repeatable(string name)
    {
        string text = Examples()[name].ToSvg();
        Assert.Equal(text, Examples()[name].ToSvg());
        var document = XDocument.Parse(text);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        double width = Number(document.Root!, "width");
        double height = Number(document.Root!, "height");
        foreach (XElement element in document.Descendants().Where(e => e.Name.LocalName is "text" or "circle" or "image"))
        {
            bool circle = element.Name.LocalName == "circle";
            Assert.InRange(Number(element, circle ? "cx" : "x"), 0, width);
            Assert.InRange(Number(element, circle ? "cy" : "y"), 0, height);
        }
    }

    [Fact]
    public void Words_are_escaped_and_present()
    {
        var figure = new SvgFigure
        {
            Title = "a < b & \"c\"",
            Subtitle = "500 trials",
            XAxis = new Axis { Label = "time (s)" },
            YAxis = new Axis { Label = "score" },
            Layers = [new LineLayer([0, 1], [0, 1]) { Label = "near" }, new ThresholdLayer(0.5) { Label = "limit" }],
        };
        string[] words = [.. XDocument.Parse(figure.ToSvg()).Descendants(Svg + "text").Select(t => t.Value)];
        foreach (string expected in new[] { "a < b & \"c\"", "500 trials", "time (s)", "score", "near", "limit" })
        {
            Assert.Contains(expected, words);
        }
    }

    [Fact]
    public void A_line_passes_through_its_points()
    {
        var figure = new SvgFigure { XAxis = new Axis { Min = 0, Max = 10 }, YAxis = new Axis { Min = 0, Max = 4 }, Layers = [new LineLayer([0, 5, 10], [0, 4, 2])] };
        var document = XDocument.Parse(figure.ToSvg());
        XElement frame = document.Descendants(Svg + "rect").Last(r => (string?)r.Attribute("class") == "frame");
        double left = Number(frame, "x");
        double top = Number(frame, "y");
        double[] path = Path(document.Descendants(Svg + "path").Last());
        Assert.Equal([left, top + Number(frame, "height"), left + (Number(frame, "width") / 2), top, left + Number(frame, "width"), top + (Number(frame, "height") / 2)], path, new Near(0.02));
    }

    [Fact]
    public void Gaps_break_a_line_and_long_lines_are_thinned_without_losing_peaks()
    {
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        var random = new SeededRandom(1);
        double[] y = [.. x.Select(_ => random.NextGaussian())];
        y[50_000] = 40;
        y[70_000] = double.NaN;
        var axis = new Axis { Min = -40, Max = 40 };
        var document = XDocument.Parse(new SvgFigure { YAxis = axis, Layers = [new LineLayer(x, y)] }.ToSvg());
        XElement path = document.Descendants(Svg + "path").Last();
        XElement frame = document.Descendants(Svg + "rect").Last(r => (string?)r.Attribute("class") == "frame");
        string data = (string)path.Attribute("d")!;
        Assert.Equal(2, data.Count(c => c == 'M'));
        Assert.True(data.Length < 60_000, $"{data.Length} characters");
        Assert.Equal(Number(frame, "y"), Path(path).Where((_, i) => i % 2 == 1).Min(), 0.02);
    }

    [Fact]
    public void Bars_begin_at_zero_and_stand_side_by_side()
    {
        var figure = new SvgFigure
        {
            XAxis = new Axis { Categories = ["a", "b"] },
            YAxis = new Axis { Min = 0, Max = 100 },
            Layers = [new BarLayer([100.0, 50.0]) { Label = "x" }, new BarLayer([25.0, 75.0]) { Label = "y" }],
        };
        var document = XDocument.Parse(figure.ToSvg());
        XElement frame = document.Descendants(Svg + "rect").First(r => (string?)r.Attribute("class") == "frame");
        XElement[] bars = [.. document.Descendants(Svg + "g").Single().Elements(Svg + "rect")];
        double[] shares = [.. bars.Select(b => Number(b, "height") / Number(frame, "height"))];
        Assert.Equal([1, 0.5, 0.25, 0.75], shares, new Near(0.001));
        Assert.All(bars, b => Assert.Equal(Number(frame, "y") + Number(frame, "height"), Number(b, "y") + Number(b, "height"), 0.02));
        Assert.True(Number(bars[0], "x") + Number(bars[0], "width") <= Number(bars[2], "x") + 0.01);
    }

    [Fact]
    public void Impossible_figures_are_refused()
    {
        var zero = new SvgFigure { XAxis = new Axis { IsLogarithmic = true, Label = "rate" }, Layers = [new LineLayer([0, 1], [0, 1])] };
        Assert.Contains("'rate'", Assert.Throws<ArgumentException>(zero.ToSvg).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SvgFigure { Width = 20 }.ToSvg());
        Assert.Throws<ArgumentException>(() => new LineLayer([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new BandLayer([0], [0], []));
        Assert.Throws<ArgumentException>(() => new HeatMapLayer([0, 1], 1, 1, 0, 1));
        Assert.Throws<ArgumentException>(() => new HeatMapLayer([0], 1, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => new FigureStack());
    }

    [Fact]
    public void Stacked_figures_share_their_edges()
    {
        var wide = new SvgFigure { YAxis = new Axis { Label = "a long name", Max = 100_000, Min = 0 }, Layers = [new LineLayer([0, 1], [0, 1])] };
        var narrow = new SvgFigure { Layers = [new HeatMapLayer([0, 1], 2, 1, 0, 1)] };
        XElement[] frames = [.. XDocument.Parse(new FigureStack(wide, narrow).ToSvg()).Descendants(Svg + "rect").Where(r => (string?)r.Attribute("class") == "frame" && Number(r, "width") > 50)];
        Assert.Equal(2, frames.Length);
        Assert.Equal(Number(frames[0], "x"), Number(frames[1], "x"));
        Assert.Equal(Number(frames[0], "width"), Number(frames[1], "width"));
        Assert.True(Number(frames[1], "y") > Number(frames[0], "y") + Number(frames[0], "height"));
    }

    internal static Dictionary<string, SvgFigure> Examples()
    {
        double[] x = [1, 2, 3, 4];
        Interval[] intervals = [.. x.Select(v => Wilson.Interval((long)(500 - (20 * v)), 500).Scale(100))];
        var curve = new RocCurve([3, 4, 5], [1, 2, 3.5]);
        return new Dictionary<string, SvgFigure>
        {
            ["empty"] = new SvgFigure(),
            ["line"] = new SvgFigure { Layers = [new BandLayer(x, [0, 1, 1, 0], [2, 3, 3, 2]) { ColorIndex = 0 }, new LineLayer(x, [1, 2, 2, 1]) { HasMarkers = true, Label = "a" }] },
            ["one point"] = new SvgFigure { Layers = [new LineLayer([2], [3]) { HasMarkers = true }] },
            ["intervals"] = new SvgFigure { Layers = [new IntervalLayer(x, intervals) { IsJoined = true, Label = "a" }, new ThresholdLayer(95) { Label = "goal" }] },
            ["bars"] = new SvgFigure { XAxis = new Axis { Categories = ["one", "two", "a name that needs more room than it gets", "four"] }, Layers = [new BarLayer(intervals) { Label = "a" }] },
            ["scatter"] = new SvgFigure { XAxis = new Axis { IsLogarithmic = true }, YAxis = new Axis { IsLogarithmic = true }, Layers = [new ScatterLayer([1e-5, 1, 1e4], [1, 10, 1e-9])] },
            ["spans"] = new SvgFigure { Layers = [new SpanLayer(1, 2) { Label = "mark" }, new LineLayer(x, x), new ThresholdLayer(3.5) { IsVertical = true, Label = "end" }] },
            ["heat"] = new SvgFigure { Layers = [new HeatMapLayer([0, 1, 2, float.NaN, 4, 5], 3, 2, 0, 5) { ValueLabel = "level (dB)" }] },
            ["not numbers"] = new SvgFigure { Layers = [new LineLayer([double.NaN, 1], [1, double.PositiveInfinity]), new BarLayer([double.NaN, 1.0])] },
            ["roc"] = RocFigure.Create("ROC", [("near", curve)]),
            ["roc logarithmic"] = RocFigure.Create("ROC", [("near", curve), ("far", curve)], isLogarithmic: true),
            ["many series"] = new SvgFigure { Layers = [.. Enumerable.Range(0, 12).Select(i => new LineLayer(x, [i, i + 1, i, i + 2]) { Label = $"a series with number {i}" })] },
        };
    }

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    private static double[] Path(XElement path)
    {
        var numbers = new StringBuilder();
        foreach (char c in (string)path.Attribute("d")!)
        {
            numbers.Append(char.IsAsciiLetter(c) ? ' ' : c);
        }

        return [.. numbers.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double obj) => 0;
    }
}
