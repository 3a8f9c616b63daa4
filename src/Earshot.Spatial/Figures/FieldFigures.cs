using System.Numerics;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Spatial.Figures;

/// <summary>Pictures of what is radiated, and of the filters.</summary>
public static class FieldFigures
{
    /// <summary>Patterns of the centre at four octaves.</summary>
    /// <param name="device">The device.</param>
    /// <param name="feed">What the drivers play of the centre.</param>
    public static IFigure Polar(SpeakerDevice device, IDriverFeed feed)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(feed);
        double[] hz = [500, 1000, 2000, 4000];
        double[,] levels = Levels(device, feed, [.. Enumerable.Range(0, 120).Select(static i => 3.0 * i)], hz);
        return new PolarFigure(
            $"{device.Name}: patterns of the centre, {feed.Name}",
            [.. hz.Select((f, i) => ($"{f:0} Hz", Enumerable.Range(0, 120).Select(d => levels[d, i] - levels[0, i]).ToArray()))]);
    }

    /// <summary>Level of the centre over frequency and azimuth, before (all drivers alike) and after.</summary>
    /// <param name="device">The device.</param>
    /// <param name="feed">What the drivers play of the centre.</param>
    public static IFigure AzimuthMap(SpeakerDevice device, IDriverFeed feed)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(feed);
        return new FigureStack(
            Map(device, new EqualFeed(device.Drivers.Count), $"{device.Name}: the centre over azimuth and frequency", "before: all drivers alike"),
            Map(device, feed, "", "after: the beam, same scale"));
    }

    /// <summary>Directivity index over frequency, beside that of all drivers alike.</summary>
    /// <param name="device">The device.</param>
    /// <param name="feed">What the drivers play of the centre.</param>
    public static SvgFigure Directivity(SpeakerDevice device, IDriverFeed feed)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(feed);
        double[] hz = FrequencyGrid.Logarithmic(200, 8000, 12);
        return new SvgFigure
        {
            Title = $"{device.Name}: directivity index of the centre",
            Subtitle = "front over the mean of the whole sphere",
            XAxis = new Axis { Label = "frequency (Hz)", IsLogarithmic = true },
            YAxis = new Axis { Label = "directivity index (dB)" },
            Layers =
            [
                new LineLayer(hz, BeamScore.DirectivityIndex(feed, device.Drivers, device.Body, hz)) { Label = feed.Name },
                new LineLayer(hz, BeamScore.DirectivityIndex(new EqualFeed(device.Drivers.Count), device.Drivers, device.Body, hz)) { Label = "all drivers alike" },
            ],
            Height = 320,
        };
    }

    /// <summary>The filters of the left channel, with the lead-in marked.</summary>
    /// <param name="device">The device.</param>
    /// <param name="filters">The filters.</param>
    public static SvgFigure Impulses(SpeakerDevice device, FilterSet filters)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(filters);
        double[] ms = [.. Enumerable.Range(0, filters.TapCount).Select(n => n * 1000.0 / filters.SampleRate)];
        double leadIn = filters.DelaySamples * 1000 / filters.SampleRate;
        return new SvgFigure
        {
            Title = $"{device.Name}: filters of the left channel",
            Subtitle = $"{filters.TapCount} taps at {filters.SampleRate} Hz, {filters.Name}",
            XAxis = new Axis { Label = "time (ms)" },
            YAxis = new Axis { Label = "amplitude" },
            Layers =
            [
                .. Enumerable.Range(0, filters.DriverCount).Select(n => new LineLayer(
                    ms, [.. filters.Taps(ProgrammeChannel.Left, n).ToArray().Select(static t => (double)t)]) { Label = device.Drivers[n].Id, Width = 1 }),
                new ThresholdLayer(leadIn) { IsVertical = true, Label = $"lead-in {leadIn:0.00} ms" },
            ],
            Height = 320,
        };
    }

    private static SvgFigure Map(SpeakerDevice device, IDriverFeed feed, string title, string subtitle)
    {
        double[] hz = FrequencyGrid.Logarithmic(200, 10000, 12);
        const int rows = 73;
        double[,] levels = Levels(device, feed, [.. Enumerable.Range(0, rows).Select(static i => -180 + (5.0 * i))], hz);
        var values = new float[hz.Length * rows];
        for (int i = 0; i < hz.Length; i++)
        {
            for (int r = 0; r < rows; r++)
            {
                values[(i * rows) + r] = (float)(levels[r, i] - levels[rows / 2, i]);
            }
        }

        return new SvgFigure
        {
            Title = title,
            Subtitle = subtitle,
            XAxis = new Axis { Label = "frequency (Hz)", IsLogarithmic = true },
            YAxis = new Axis { Label = "azimuth (degrees)" },
            Layers = [new HeatMapLayer(values, hz.Length, rows, -30, 6) { RangeX = (hz[0], hz[^1]), RangeY = (-180, 180), ValueLabel = "level over front (dB)" }],
            Height = 300,
        };
    }

    // [direction, frequency], dB
    private static double[,] Levels(SpeakerDevice device, IDriverFeed feed, double[] azimuths, double[] hz)
    {
        Vector3D[] directions = [.. azimuths.Select(static a => FieldPlant.Direction(a))];
        FieldPlant field = FieldPlant.Compute(device.Drivers, device.Body, directions, hz);
        var levels = new double[directions.Length, hz.Length];
        for (int i = 0; i < hz.Length; i++)
        {
            Complex[] weights = [.. Enumerable.Range(0, field.DriverCount).Select(n => feed.Response(ProgrammeChannel.Center, n, hz[i]))];
            for (int d = 0; d < directions.Length; d++)
            {
                Complex sum = Complex.Zero;
                for (int n = 0; n < weights.Length; n++)
                {
                    sum += weights[n] * field.Path(d, n)[i];
                }

                levels[d, i] = 20 * Math.Log10(Math.Max(sum.Magnitude, 1e-9));
            }
        }

        return levels;
    }
}
