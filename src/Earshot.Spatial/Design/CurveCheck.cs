using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>Ranges of curves in options.</summary>
internal static class CurveCheck
{
    /// <summary>Notes a curve that leaves its range.</summary>
    /// <param name="problems">Receives a sentence.</param>
    /// <param name="name">Of the option.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="lowDb">Lowest level.</param>
    /// <param name="highDb">Highest level.</param>
    public static void Within(List<string> problems, string name, DecibelCurve? curve, double lowDb, double highDb)
    {
        if (curve is null)
        {
            problems.Add($"{name} is missing");
            return;
        }

        foreach ((double hz, double db) in curve.Points)
        {
            if (db < lowDb || db > highDb)
            {
                problems.Add($"{name} is {db} dB at {hz} Hz, expected {lowDb}..{highDb} dB");
            }
        }
    }
}
