using System.Globalization;
using System.Text;

namespace Earshot.Evaluation.Tables;

/// <summary>A column of a <see cref="ResultTable"/>: its name, its unit and how its numbers are written.</summary>
public sealed class ResultColumn
{
    /// <summary>Creates a column.</summary>
    /// <param name="name">What stands at its head, such as <c>detected</c>.</param>
    /// <param name="unit">Unit of its numbers, such as <c>dB</c> or <c>%</c>; empty for words and counts.</param>
    /// <param name="decimals">Digits after the point, 0..15.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is out of range.</exception>
    public ResultColumn(string name, string unit = "", int decimals = 2)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 15);
        Name = name;
        Unit = unit;
        Decimals = decimals;
        Key = MakeKey(name, unit);
    }

    /// <summary>What stands at its head.</summary>
    public string Name { get; }

    /// <summary>Unit of its numbers; empty for none.</summary>
    public string Unit { get; }

    /// <summary>Digits after the point.</summary>
    public int Decimals { get; }

    /// <summary>Its name in JSON, with the unit in it: <c>detectedPercent</c>, <c>falseAlarmsPerHour</c>.</summary>
    public string Key { get; }

    /// <summary>Factor from stored to shown numbers: shares 0..1 are shown in percent.</summary>
    internal double Factor { get; private init; } = 1;

    /// <summary>Name and unit, as in <c>level (dB)</c>.</summary>
    public string Heading => Unit.Length == 0 ? Name : $"{Name} ({Unit})";

    /// <summary>A column of shares 0..1 that are shown in percent.</summary>
    /// <param name="name">What stands at its head.</param>
    /// <param name="decimals">Digits after the point of the percentage.</param>
    public static ResultColumn Percent(string name, int decimals = 1) => new(name, "%", decimals) { Factor = 100 };

    internal string Format(double value)
    {
        double shown = value * Factor;
        return double.IsFinite(shown)
            ? shown.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.IsNaN(shown) ? "-" : shown > 0 ? "inf" : "-inf";
    }

    // "false alarms" in "1/h" -> falseAlarmsPerH; letters and digits stay, words are joined in camel case.
    private static string MakeKey(string name, string unit)
    {
        string spelled = $"{name} {unit}".Replace("%", " percent", StringComparison.Ordinal).Replace("1/", " per ", StringComparison.Ordinal).Replace("/", " per ", StringComparison.Ordinal);
        var key = new StringBuilder();
        bool starts = false;
        foreach (char c in spelled)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key.Append(key.Length == 0 ? char.ToLowerInvariant(c) : starts ? char.ToUpperInvariant(c) : c);
                starts = false;
            }
            else
            {
                starts = true;
            }
        }

        return key.Length == 0 ? "value" : key.ToString();
    }
}
