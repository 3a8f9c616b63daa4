namespace Earshot.Evaluation.Figures.Color;

/// <summary>The OKLab space, in which equal distances look about equally different.</summary>
/// <remarks>B. Ottosson, A perceptual color space for image processing (2020); sRGB transfer curve of IEC 61966-2-1.</remarks>
internal static class OkLab
{
    /// <summary>Linear-light sRGB of a color; outside 0..1 where the screen cannot show it.</summary>
    public static (double Red, double Green, double Blue) ToLinear(double lightness, double a, double b)
    {
        double l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        double m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        double s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    public static (double Lightness, double A, double B) FromRgb(Rgb color)
    {
        double red = Expand(color.Red);
        double green = Expand(color.Green);
        double blue = Expand(color.Blue);
        double l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        double m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        double s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    public static Rgb ToRgb(double lightness, double a, double b)
    {
        (double red, double green, double blue) = ToLinear(lightness, a, b);
        return new Rgb(Compress(red), Compress(green), Compress(blue));
    }

    private static double Cube(double x) => x * x * x;

    private static byte Compress(double linear)
    {
        double x = Math.Clamp(linear, 0, 1);
        double encoded = x <= 0.0031308 ? 12.92 * x : (1.055 * Math.Pow(x, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }

    private static double Expand(byte channel)
    {
        double x = channel / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
    }
}
