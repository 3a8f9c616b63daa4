using Earshot.Evaluation.Figures.Color;

namespace Earshot.Evaluation.Figures.Raster;

/// <summary>A picture of pixels to draw lines and small text on.</summary>
internal sealed class PixelCanvas
{
    private readonly byte[] _pixels; // [row][column][channel]

    public PixelCanvas(int width, int height, Rgb paper)
    {
        Width = width;
        Height = height;
        _pixels = new byte[width * height * 3];
        Fill(0, 0, width, height, paper);
    }

    public int Width { get; }

    public int Height { get; }

    public static int MeasureText(string text, int scale) => text.Length == 0 ? 0 : ((text.Length * BitmapFont.Advance) - 1) * scale;

    public void Set(int x, int y, Rgb color)
    {
        if (x >= 0 && x < Width && y >= 0 && y < Height)
        {
            int i = ((y * Width) + x) * 3;
            _pixels[i] = color.Red;
            _pixels[i + 1] = color.Green;
            _pixels[i + 2] = color.Blue;
        }
    }

    public void Fill(int x, int y, int width, int height, Rgb color)
    {
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
            {
                Set(column, row, color);
            }
        }
    }

    public void Frame(int x, int y, int width, int height, Rgb color)
    {
        Fill(x, y, width, 1, color);
        Fill(x, y + height - 1, width, 1, color);
        Fill(x, y, 1, height, color);
        Fill(x + width - 1, y, 1, height, color);
    }

    /// <summary>Writes text with its upper left corner at a place, or turned by 90 degrees with its lower left corner there.</summary>
    public void Text(int x, int y, string text, Rgb color, int scale = 1, bool upright = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            for (int row = 0; row < BitmapFont.Height; row++)
            {
                for (int column = 0; column < BitmapFont.Width; column++)
                {
                    if (BitmapFont.IsSet(text[i], column, row))
                    {
                        int along = ((i * BitmapFont.Advance) + column) * scale;
                        int across = row * scale;
                        Fill(upright ? x + across : x + along, upright ? y - along - scale + 1 : y + across, scale, scale, color);
                    }
                }
            }
        }
    }

    public PngImage ToImage() => PngImage.FromRgb(Width, Height, _pixels);
}
