namespace Earshot.Signals.Channels;

/// <summary>Collects what is wrong with options, so that all of it can be said at once.</summary>
internal static class OptionCheck
{
    /// <summary>Notes a value outside its range; NaN is outside every range.</summary>
    public static void Range(List<string> problems, string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}, expected {low}..{high}");
        }
    }

    /// <summary>Throws one exception for everything that was noted.</summary>
    public static void ThrowIfAny(List<string> problems, string parameterName)
    {
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}
