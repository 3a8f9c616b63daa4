namespace Earshot.Evaluation.Figures.Color;

/// <summary>Color maps that do not lie: equal steps of the number look like equal steps of color, also without color vision.</summary>
/// <remarks>
/// Computed, not tabulated: a path through OKLab with evenly rising lightness while the hue turns, its color strength held inside
/// what sRGB can show, and then divided into 255 steps of equal length. The idea of an even step is that of viridis (N. Smith and
/// S. van der Walt, SciPy 2015).
/// </remarks>
public static class KnownColorMaps
{
    /// <summary>Night blue over violet, red and orange to pale yellow: for spectrograms.</summary>
    public static ColorMap Ember { get; } = Build(lowest: 0.13, highest: 0.97, hueFrom: 275, hueTo: 465, chroma: 0.19);

    /// <summary>Dark violet over blue and green to yellow.</summary>
    public static ColorMap Lagoon { get; } = Build(lowest: 0.22, highest: 0.94, hueFrom: 305, hueTo: 108, chroma: 0.1);

    /// <summary>Near black to white.</summary>
    public static ColorMap Gray { get; } = Build(lowest: 0.1, highest: 1, hueFrom: 0, hueTo: 0, chroma: 0);

    private static ColorMap Build(double lowest, double highest, double hueFrom, double hueTo, double chroma)
    {
        const int Fine = 2048;
        var path = new (double L, double A, double B)[Fine + 1];
        var length = new double[Fine + 1];
        for (int i = 0; i <= Fine; i++)
        {
            double t = i / (double)Fine;
            double lightness = lowest + ((highest - lowest) * t);
            double hue = (hueFrom + ((hueTo - hueFrom) * t)) * Math.PI / 180;
            // Strength is tapered to the ends, where the screen can show little of it, so that it changes smoothly.
            double strength = InGamut(lightness, hue, chroma * Math.Pow(Math.Sin(Math.PI * (0.1 + (0.8 * t))), 0.7));
            path[i] = (lightness, strength * Math.Cos(hue), strength * Math.Sin(hue));
            length[i] = i == 0 ? 0 : length[i - 1] + Distance(path[i - 1], path[i]);
        }

        var table = new Rgb[ColorMap.Size];
        int at = 0;
        for (int k = 0; k < table.Length; k++)
        {
            double wanted = length[Fine] * k / (table.Length - 1);
            while (at < Fine && length[at] < wanted)
            {
                at++;
            }

            table[k] = OkLab.ToRgb(path[at].L, path[at].A, path[at].B);
        }

        return new ColorMap(table);
    }

    private static double Distance((double L, double A, double B) p, (double L, double A, double B) q) =>
        Math.Sqrt(Math.Pow(p.L - q.L, 2) + Math.Pow(p.A - q.A, 2) + Math.Pow(p.B - q.B, 2));

    // The wanted strength, or the largest that sRGB can show, by halving.
    private static double InGamut(double lightness, double hue, double wanted)
    {
        if (Shows(lightness, hue, wanted))
        {
            return wanted;
        }

        double low = 0;
        double high = wanted;
        for (int i = 0; i < 30; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Shows(lightness, hue, middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static bool Shows(double lightness, double hue, double strength)
    {
        (double red, double green, double blue) = OkLab.ToLinear(lightness, strength * Math.Cos(hue), strength * Math.Sin(hue));
        return Math.Min(red, Math.Min(green, blue)) >= -1e-9 && Math.Max(red, Math.Max(green, blue)) <= 1 + 1e-9;
    }
}
