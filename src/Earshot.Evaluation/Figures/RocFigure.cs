using Earshot.Evaluation.Curves;
using Earshot.Evaluation.Figures.Layers;

namespace Earshot.Evaluation.Figures;

/// <summary>Receiver operating characteristics in one figure.</summary>
public static class RocFigure
{
    /// <summary>Draws the curves.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="curves">Name and curve of each detector or condition.</param>
    /// <param name="isLogarithmic">Whether false positives are on a logarithmic axis, where rare ones can be read.</param>
    /// <remarks>On a logarithmic axis the curve begins at half of the smallest rate that its negatives can show.</remarks>
    public static SvgFigure Create(string title, IReadOnlyList<(string Name, RocCurve Curve)> curves, bool isLogarithmic = false)
    {
        ArgumentNullException.ThrowIfNull(curves);
        double smallest = curves.SelectMany(c => c.Curve.Points).Select(p => p.FalsePositiveRate).Where(r => r > 0).DefaultIfEmpty(1).Min();
        double floor = isLogarithmic ? smallest / 2 : 0;
        var layers = new List<PlotLayer>();
        if (!isLogarithmic)
        {
            layers.Add(new LineLayer([0, 1], [0, 1]) { Width = 1, ColorIndex = -1, Label = "chance" });
        }

        foreach ((string name, RocCurve curve) in curves)
        {
            double[] x = [.. curve.Points.Select(p => Math.Max(p.FalsePositiveRate, floor))];
            double[] y = [.. curve.Points.Select(p => p.TruePositiveRate)];
            layers.Add(new LineLayer(x, y) { IsStepped = true, Label = FormattableString.Invariant($"{name} (AUC {curve.Area:F4})") });
        }

        return new SvgFigure
        {
            Title = title,
            Width = 560,
            Height = 520,
            XAxis = new Axis { Label = "false-positive rate", IsLogarithmic = isLogarithmic, Min = floor, Max = 1 },
            YAxis = new Axis { Label = "true-positive rate", Min = 0, Max = 1 },
            Layers = layers,
        };
    }
}
