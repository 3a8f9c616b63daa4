using Earshot.Evaluation.Figures.Color;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Figures.Layout;
using Earshot.Evaluation.Figures.Raster;
using Earshot.Signals;

namespace Earshot.Evaluation.Figures;

/// <summary>A spectrogram with axes in seconds and kHz and a scale in dB, as SVG or as PNG.</summary>
/// <remarks>0 dB is a full-scale sine. The brightest color is the loudest point, rounded up to 10 dB.</remarks>
public sealed class SpectrogramPicture
{
    private readonly SpectrogramOptions _options;
    private readonly SpectrogramMatrix _matrix;
    private readonly double _seconds;
    private readonly double _maxHz;
    private readonly double _highest;

    /// <summary>Analyzes a recording.</summary>
    /// <param name="buffer">The recording; its channels are averaged.</param>
    /// <param name="options">How it looks; null for the default.</param>
    /// <exception cref="ArgumentException">The recording is empty, or an option is out of range.</exception>
    public SpectrogramPicture(AudioBuffer buffer, SpectrogramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _options = SpectrogramOptions.Checked(options);
        if (buffer.Length == 0)
        {
            throw new ArgumentException("the recording has no samples", nameof(buffer));
        }

        _seconds = buffer.Length / (double)buffer.SampleRate;
        _maxHz = Math.Min(_options.MaxHz ?? double.PositiveInfinity, buffer.SampleRate / 2.0);
        _matrix = new SpectrogramMatrix(buffer, _options.FrameSeconds, _maxHz, _options.Width - 150, _options.Height - 90);
        float loudest = System.Numerics.Tensors.TensorPrimitives.Max<float>(_matrix.Values);
        _highest = loudest > -190 ? 10 * Math.Ceiling(loudest / 10) : 0;
    }

    /// <summary>The spectrogram as a figure, which can be stacked with others.</summary>
    public SvgFigure ToFigure() => new()
    {
        Title = _options.Title,
        Width = _options.Width,
        Height = _options.Height,
        XAxis = new Axis { Label = "time (s)", Min = 0, Max = _seconds },
        YAxis = new Axis { Label = "frequency (kHz)", Min = 0, Max = _maxHz / 1000 },
        Layers = [ToLayer()],
    };

    /// <summary>The spectrogram as a layer, under lines of your own.</summary>
    public HeatMapLayer ToLayer() =>
        new(_matrix.Values, _matrix.Columns, _matrix.Rows, _highest - _options.DynamicRangeDb, _highest, _options.Colors)
        {
            RangeX = (0, _seconds),
            RangeY = (0, _maxHz / 1000),
            ValueLabel = "level (dB)",
        };

    /// <summary>The spectrogram as a picture of pixels with its axes drawn in.</summary>
    public PngImage ToPng()
    {
        const int Left = 52;
        const int Right = 92;
        const int Bottom = 42;
        var ink = new Rgb(36, 41, 47);
        int top = _options.Title.Length > 0 ? 34 : 14;
        var canvas = new PixelCanvas(_options.Width, _options.Height, new Rgb(255, 255, 255));
        int width = _options.Width - Left - Right;
        int height = _options.Height - top - Bottom;
        DrawMap(canvas, Left, top, width, height);
        canvas.Frame(Left - 1, top - 1, width + 2, height + 2, ink);
        canvas.Text(Left, 10, Fit(_options.Title, 2, _options.Width - Left - 8), ink, scale: 2);

        var time = Scale.Create(new Axis(), (0, _seconds), Left, Left + width);
        foreach (Tick mark in time.Marks(width / 90.0))
        {
            int x = (int)time.Map(mark.Value);
            canvas.Fill(x, top + height, 1, 5, ink);
            canvas.Text(x - (PixelCanvas.MeasureText(mark.Label, 1) / 2), top + height + 9, mark.Label, ink);
        }

        var frequency = Scale.Create(new Axis(), (0, _maxHz / 1000), top + height, top);
        foreach (Tick mark in frequency.Marks(height / 45.0))
        {
            int y = (int)frequency.Map(mark.Value);
            canvas.Fill(Left - 5, y, 5, 1, ink);
            canvas.Text(Left - 9 - PixelCanvas.MeasureText(mark.Label, 1), y - 3, mark.Label, ink);
        }

        canvas.Text(Left + ((width - PixelCanvas.MeasureText("time (s)", 1)) / 2), top + height + 25, "time (s)", ink);
        canvas.Text(10, top + ((height + PixelCanvas.MeasureText("frequency (kHz)", 1)) / 2), "frequency (kHz)", ink, upright: true);
        DrawColorBar(canvas, Left + width + 16, top, height, ink);
        return canvas.ToImage();
    }

    private static string Fit(string text, int scale, int width)
    {
        int most = Math.Max(1, width / (BitmapFont.Advance * scale));
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, Math.Max(0, most - 2)), "..");
    }

    private void DrawMap(PixelCanvas canvas, int left, int top, int width, int height)
    {
        ColorMap map = _options.Colors ?? KnownColorMaps.Ember;
        for (int x = 0; x < width; x++)
        {
            int column = (int)((long)x * _matrix.Columns / width);
            for (int y = 0; y < height; y++)
            {
                int row = (int)((long)(height - 1 - y) * _matrix.Rows / height);
                double level = _matrix.Values[(column * _matrix.Rows) + row];
                canvas.Set(left + x, top + y, map.At(1 - ((_highest - level) / _options.DynamicRangeDb)));
            }
        }
    }

    private void DrawColorBar(PixelCanvas canvas, int left, int top, int height, Rgb ink)
    {
        ColorMap map = _options.Colors ?? KnownColorMaps.Ember;
        for (int y = 0; y < height; y++)
        {
            canvas.Fill(left, top + y, 12, 1, map.At(1 - (y / (double)(height - 1))));
        }

        canvas.Frame(left - 1, top - 1, 14, height + 2, ink);
        var level = Scale.Create(new Axis(), (_highest - _options.DynamicRangeDb, _highest), top + height, top);
        foreach (Tick mark in level.Marks(height / 45.0))
        {
            int y = (int)level.Map(mark.Value);
            canvas.Fill(left + 13, y, 4, 1, ink);
            canvas.Text(left + 20, y - 3, mark.Label, ink);
        }

        canvas.Text(left + 60, top + ((height + PixelCanvas.MeasureText("level (dB)", 1)) / 2), "level (dB)", ink, upright: true);
    }
}
