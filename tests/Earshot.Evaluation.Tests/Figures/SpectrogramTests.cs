using System.Xml.Linq;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Raster;
using Earshot.Signals;

namespace Earshot.Evaluation.Tests.Figures;

public sealed class SpectrogramTests
{
    [Fact]
    public void A_full_scale_sine_shows_0_dB_at_its_frequency()
    {
        // 1 kHz lies on a bin of 512 at 16 kHz.
        var matrix = new SpectrogramMatrix(Sine(1000, 1, 16_000), 0.032, 8000, 100, 257);
        Assert.Equal((100, 257), (matrix.Columns, matrix.Rows));
        ReadOnlySpan<float> middle = matrix.Values.AsSpan(50 * 257, 257);
        Assert.Equal(32, IndexOfMax(middle));
        Assert.Equal(0, middle[32], 0.05);
        Assert.True(middle[100] < -80, $"{middle[100]:F1} dB at 3.1 kHz");
    }

    [Fact]
    public void A_line_survives_the_reduction_of_rows_and_columns()
    {
        // 20 s in 40 columns of 0.5 s and 2,049 bins in 50 rows.
        var matrix = new SpectrogramMatrix(Sine(3000, 20, 16_000), 0.25, 8000, 40, 50);
        ReadOnlySpan<float> column = matrix.Values.AsSpan(20 * 50, 50);
        Assert.Equal(18, IndexOfMax(column));
        Assert.Equal(0, column[18], 1.5);
    }

    [Fact]
    public void Time_runs_from_left_to_right()
    {
        AudioBuffer half = Sine(2000, 2, 8000);
        half.Samples[..8000].Clear();
        var matrix = new SpectrogramMatrix(half, 0.032, 4000, 64, 64);
        Assert.True(matrix.Values.AsSpan(10 * 64, 64).ToArray().Max() < -150);
        Assert.True(matrix.Values.AsSpan(50 * 64, 64).ToArray().Max() > -1.5);
    }

    [Fact]
    public void Silence_short_and_broken_recordings_give_a_picture()
    {
        AudioBuffer broken = Sine(500, 0.2, 8000);
        broken.Samples[100] = float.NaN;
        broken.Samples[101] = float.PositiveInfinity;
        foreach (AudioBuffer buffer in new[] { new AudioBuffer(8000, 2, 4000), new AudioBuffer(44_100, 1, 3), broken })
        {
            var picture = new SpectrogramPicture(buffer);
            XDocument.Parse(picture.ToFigure().ToSvg());
            Assert.Equal(860, picture.ToPng().Width);
        }

        Assert.Throws<ArgumentException>(() => new SpectrogramPicture(new AudioBuffer(8000, 1, 0)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new SpectrogramPicture(broken, new SpectrogramOptions { Width = 1, DynamicRangeDb = 1 }));
        Assert.Contains("Width is 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("DynamicRangeDb is 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_png_has_its_line_at_the_right_height_and_its_axes_in_ink()
    {
        var options = new SpectrogramOptions { Width = 400, Height = 200, Title = "a sine" };
        PngImage image = new SpectrogramPicture(Sine(2000, 1, 8000), options).ToPng();
        (int width, int height, _, byte[] pixels, _) = PngImageTests.Decode(image.Encode());
        Assert.Equal((400, 200), (width, height));
        // The brightest pixel of a column in the plot: 2 of 4 kHz, so the middle of the 124 lines from 34 to 158.
        int brightest = Enumerable.Range(36, 120).MaxBy(y => Brightness(pixels, 150, y, width));
        Assert.InRange(brightest, 94, 98);
        int inked = Enumerable.Range(0, 400).Count(x => Enumerable.Range(158, 42).Any(y => Brightness(pixels, x, y, width) < 200));
        Assert.True(inked > 300, "the frame's lower edge and the tick labels are drawn");
    }

    [Fact]
    public void Every_glyph_is_its_own_and_fits_its_box()
    {
        string[] glyphs = [.. Enumerable.Range(33, 94).Select(code => Pattern((char)code))];
        Assert.Equal(glyphs.Length, glyphs.Distinct().Count());
        Assert.DoesNotContain(glyphs, g => !g.Contains('#', StringComparison.Ordinal));
        Assert.Equal(Pattern('\u2603'), Pattern('\u00E9'));
        Assert.Equal("##### #.... ####. ....# ....# #...# .###.", Pattern('5'));
        Assert.Equal(Pattern('-'), Pattern('\u2212'));
    }

    private static string Pattern(char c) => string.Join(
        ' ',
        Enumerable.Range(0, BitmapFont.Height).Select(y => string.Concat(Enumerable.Range(0, BitmapFont.Width).Select(x => BitmapFont.IsSet(c, x, y) ? '#' : '.'))));

    private static int Brightness(byte[] pixels, int x, int y, int width)
    {
        int i = ((y * width) + x) * 3;
        return (pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3;
    }

    private static int IndexOfMax(ReadOnlySpan<float> values) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);

    private static AudioBuffer Sine(double hz, double seconds, int rate)
    {
        var buffer = new AudioBuffer(rate, 1, (int)(seconds * rate));
        for (int n = 0; n < buffer.Length; n++)
        {
            buffer.Samples[n] = (float)Math.Sin(2 * Math.PI * hz * n / rate);
        }

        return buffer;
    }
}
