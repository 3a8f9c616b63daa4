using System.Numerics;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Spatial.Figures;

/// <summary>Pictures of what reaches the ears.</summary>
public static class EarFigures
{
    private static readonly double[] Grid = FrequencyGrid.Logarithmic(100, 16000, 24);

    /// <summary>Separation over frequency with the boost under it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="curves">Driver signals and heads.</param>
    public static IFigure Separation(SpeakerDevice device, IReadOnlyList<(IDriverFeed Feed, IHead Head)> curves)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(curves);
        var separation = new List<PlotLayer>();
        var boost = new List<PlotLayer>();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        int color = 0;
        foreach ((IDriverFeed feed, IHead head) in curves)
        {
            EarSpectra spectra = Spectra(device, feed, head, 0, device.Listener.DistanceM, Grid);
            double[] levels = [.. Grid.Select((_, i) => Math.Clamp((spectra.SeparationDb(ProgrammeChannel.Left, i) + spectra.SeparationDb(ProgrammeChannel.Right, i)) / 2, -10, 40))];
            separation.Add(new LineLayer(Grid, levels) { Label = $"{feed.Name}, {head.Name}", Width = 1.8, ColorIndex = color });
            if (drawn.Add(feed.Name))
            {
                boost.Add(new LineLayer(Grid, [.. Grid.Select((_, i) => spectra.EffortDb(ProgrammeChannel.Left, i))]) { Label = feed.Name, ColorIndex = color });
            }

            color++;
        }

        return new FigureStack(
            new SvgFigure
            {
                Title = $"{device.Name}: separation of the ears",
                Subtitle = $"near over far ear, listener at {device.Listener.DistanceM:0.##} m; mean of both channels",
                XAxis = HzAxis(),
                YAxis = new Axis { Label = "separation (dB)", Min = -10, Max = 40 },
                Layers = separation,
                Height = 340,
            },
            new SvgFigure
            {
                Subtitle = "what it costs: summed power of all drivers over one driver",
                XAxis = HzAxis(),
                YAxis = new Axis { Label = "boost (dB)" },
                Layers = boost,
                Height = 240,
            });
    }

    /// <summary>Separation over the head's sideways place and frequency.</summary>
    /// <param name="device">The device.</param>
    /// <param name="feed">What the drivers play.</param>
    /// <param name="head">Whose ears.</param>
    public static SvgFigure OffsetMap(SpeakerDevice device, IDriverFeed feed, IHead head)
    {
        ArgumentNullException.ThrowIfNull(device);
        double[] hz = FrequencyGrid.Logarithmic(100, 16000, 12);
        const int rows = 41;
        var values = new float[hz.Length * rows];
        for (int r = 0; r < rows; r++)
        {
            EarSpectra spectra = Spectra(device, feed, head, -0.2 + (0.4 * r / (rows - 1)), device.Listener.DistanceM, hz);
            for (int i = 0; i < hz.Length; i++)
            {
                values[(i * rows) + r] = (float)spectra.SeparationDb(ProgrammeChannel.Left, i);
            }
        }

        return new SvgFigure
        {
            Title = $"{device.Name}: separation over head offset and frequency",
            Subtitle = $"left channel, {feed.Name}, {head.Name}",
            XAxis = HzAxis(),
            YAxis = new Axis { Label = "head to the right (cm)" },
            Layers = [new HeatMapLayer(values, hz.Length, rows, 0, 30) { RangeX = (hz[0], hz[^1]), RangeY = (-20, 20), ValueLabel = "separation (dB)" }],
        };
    }

    /// <summary>Mean separation over the head's place in the room.</summary>
    /// <param name="device">The device.</param>
    /// <param name="feed">What the drivers play.</param>
    /// <param name="head">Whose ears.</param>
    public static SvgFigure SweetSpot(SpeakerDevice device, IDriverFeed feed, IHead head)
    {
        ArgumentNullException.ThrowIfNull(device);
        double[] hz = FrequencyGrid.Logarithmic(300, 8000, 6);
        const int columns = 33;
        const int rows = 15;
        double near = Math.Max(0.3, device.Listener.DistanceM * 0.5);
        double far = device.Listener.DistanceM * 1.5;
        var values = new float[columns * rows];
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                EarSpectra spectra = Spectra(device, feed, head, -0.4 + (0.8 * c / (columns - 1)), near + ((far - near) * r / (rows - 1)), hz);
                values[(c * rows) + r] = (float)SeparationScore.Mean(spectra, 300, 8000);
            }
        }

        return new SvgFigure
        {
            Title = $"{device.Name}: sweet spot",
            Subtitle = $"mean separation, 300 Hz to 8 kHz, both channels, {feed.Name}, {head.Name}",
            XAxis = new Axis { Label = "head to the right (cm)" },
            YAxis = new Axis { Label = "distance (m)" },
            Layers = [new HeatMapLayer(values, columns, rows, 0, 25) { RangeX = (-40, 40), RangeY = (near, far), ValueLabel = "separation (dB)" }],
        };
    }

    /// <summary>Interaural time and level difference of the virtual source against those of a true one.</summary>
    /// <param name="model">The design.</param>
    /// <param name="head">Whose ears.</param>
    public static IFigure Interaural(SpatialModel model, IHead head)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(head);
        SpeakerDevice device = model.Device;
        double[] low = FrequencyGrid.Logarithmic(200, 1500, 24);
        double[] high = FrequencyGrid.Logarithmic(500, 12000, 24);
        EarSpectra times = Spectra(device, model.Playback, head, 0, device.Listener.DistanceM, low);
        EarSpectra levels = Spectra(device, model.Playback, head, 0, device.Listener.DistanceM, high);
        (Complex[] left, Complex[] right) = VirtualScore.True(head, device.VirtualAngleDeg, device.Listener.DistanceM, low);
        double[] trueTimes = [.. low.Select((hz, i) => (left[i] / right[i]).Phase / (2 * Math.PI * hz) * 1e6)];
        double[] heardTimes = [.. low.Select((hz, i) => (times.At(ProgrammeChannel.Left, Ear.Left)[i] / times.At(ProgrammeChannel.Left, Ear.Right)[i]).Phase / (2 * Math.PI * hz) * 1e6)];
        (left, right) = VirtualScore.True(head, device.VirtualAngleDeg, device.Listener.DistanceM, high);
        double[] trueLevels = [.. high.Select((_, i) => 20 * Math.Log10(left[i].Magnitude / right[i].Magnitude))];
        double[] heardLevels = [.. high.Select((_, i) => levels.SeparationDb(ProgrammeChannel.Left, i))];
        return new FigureStack(
            new SvgFigure
            {
                Title = $"{device.Name}: a virtual source {device.VirtualAngleDeg:0} degrees to the left",
                Subtitle = $"interaural time difference from phases, {head.Name}",
                XAxis = HzAxis(),
                YAxis = new Axis { Label = "time (us)" },
                Layers = [new LineLayer(low, trueTimes) { Label = "true source" }, new LineLayer(low, heardTimes) { Label = "virtual source" }],
                Height = 280,
            },
            new SvgFigure
            {
                Subtitle = "interaural level difference",
                XAxis = HzAxis(),
                YAxis = new Axis { Label = "level (dB)" },
                Layers = [new LineLayer(high, trueLevels) { Label = "true source" }, new LineLayer(high, heardLevels) { Label = "virtual source" }],
                Height = 280,
            });
    }

    private static EarSpectra Spectra(SpeakerDevice device, IDriverFeed feed, IHead head, double lateral, double distance, double[] hz) => EarSpectra.Of(
        feed, EarPlant.Compute(device.Drivers, device.Body, head, HeadPose.InFront(distance, lateral, device.Listener.HeightM), hz));

    private static Axis HzAxis() => new() { Label = "frequency (Hz)", IsLogarithmic = true };
}
