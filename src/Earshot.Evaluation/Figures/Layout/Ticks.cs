using System.Globalization;

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>Round numbers along an axis.</summary>
/// <remarks>Linear: steps of 1, 2 or 5 times a power of ten, after P. Heckbert, Nice Numbers for Graph Labels (Graphics Gems, 1990). Logarithmic: powers of ten, with 2 and 5 where there is room.</remarks>
internal static class Ticks
{
    /// <summary>The step for about <paramref name="count"/> marks between two numbers.</summary>
    public static double Step(double min, double max, double count)
    {
        double raw = (max - min) / Math.Max(1, count);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double ratio = raw / power;
        return power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
    }

    public static List<Tick> Linear(double min, double max, double count)
    {
        double step = Step(min, max, count);
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        var ticks = new List<Tick>();
        for (double k = Math.Ceiling((min / step) - 1e-6); k * step <= max + (1e-6 * step); k++)
        {
            double value = k * step;
            ticks.Add(new Tick(value, Label(value, decimals)));
        }

        return ticks;
    }

    public static List<Tick> Logarithmic(double min, double max, double count)
    {
        int first = (int)Math.Floor(Math.Log10(min) + 1e-9);
        int last = (int)Math.Ceiling(Math.Log10(max) - 1e-9);
        int every = Math.Max(1, (int)Math.Ceiling((last - first) / Math.Max(1, count)));
        bool room = (last - first) * 3 <= count;
        var ticks = new List<Tick>();
        for (int power = first; power <= last; power++)
        {
            for (int digit = 1; digit < 10; digit++)
            {
                double value = digit * Math.Pow(10, power);
                bool labeled = (digit == 1 && (power - first) % every == 0) || (room && digit is 2 or 5);
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9))
                {
                    ticks.Add(new Tick(value, labeled ? PowerLabel(digit, power) : string.Empty));
                }
            }
        }

        return ticks;
    }

    private static string Label(double value, int decimals)
    {
        if (Math.Abs(value) >= 1e6)
        {
            return value.ToString("0.##E+0", CultureInfo.InvariantCulture);
        }

        // Zero must not read -0.0.
        double shown = Math.Round(value, decimals) + 0.0;
        return shown == 0 ? "0" : shown.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }

    private static string PowerLabel(int digit, int power)
    {
        if (power is >= -3 and <= 4)
        {
            return (digit * Math.Pow(10, power)).ToString("0.####", CultureInfo.InvariantCulture);
        }

        string exponent = string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '\u207B' : "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079"[c - '0']));
        return (digit == 1 ? string.Empty : digit + "\u00B7") + "10" + exponent;
    }
}
