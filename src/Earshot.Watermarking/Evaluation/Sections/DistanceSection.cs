using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>The picture of detection over distance.</summary>
internal sealed class DistanceSection(EvaluationContext context) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed => false;

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        double[] distances = [1, 2, 4, 8];
        var layers = new List<PlotLayer>();
        foreach (double rt60 in (ReadOnlySpan<double>)[0.4, 0.6])
        {
            var shares = new List<Interval>();
            foreach (double distance in distances)
            {
                context.Progress($"detection over distance: RT60 {rt60} s, {distance} m");
                var condition = new DetectionCondition("distance", "", rt60, -20 * Math.Log10(distance * Math.Sqrt(rt60 / 0.4)), 10, 50, 0.01, double.NaN);
                shares.Add(DetectionRun.Acoustic(context.Library, condition, payload: false, context.Options, cancellationToken).Detected.Scale(100));
            }

            layers.Add(new LineLayer(distances, shares.Select(static s => s.Estimate).ToArray()) { Label = $"RT60 {rt60} s" });
            layers.Add(new IntervalLayer(distances, shares.ToArray()));
        }

        report.AddFigure(
            "watermark-distance.svg",
            new SvgFigure
            {
                Title = "Marks found over distance",
                Subtitle = "10 dB pink noise at the microphone, 50 ppm, one false alarm in 100 h, all host classes",
                XAxis = new Axis { Label = "distance (m)", IsLogarithmic = true },
                YAxis = new Axis { Label = "found (%)", Min = 0, Max = 100 },
                Layers = layers,
            },
            "Share of marks found against distance for two reverberation times.");
    }
}
