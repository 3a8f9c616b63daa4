namespace Earshot.Spatial.Devices;

/// <summary>Ranges of numbers in a device.</summary>
internal static class RangeCheck
{
    /// <summary>Notes a value out of range; NaN is.</summary>
    /// <param name="problems">Receives a sentence.</param>
    /// <param name="name">What the value is.</param>
    /// <param name="value">The value.</param>
    /// <param name="low">Lowest.</param>
    /// <param name="high">Highest.</param>
    public static void Within(List<string> problems, string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}, expected {low}..{high}");
        }
    }
}
