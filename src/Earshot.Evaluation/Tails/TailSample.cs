namespace Earshot.Evaluation.Tails;

/// <summary>Checks what a tail is fitted to.</summary>
internal static class TailSample
{
    private const int Fewest = 10;

    public static double[] Sorted(ReadOnlySpan<double> sample, string name)
    {
        if (sample.Length < Fewest)
        {
            throw new ArgumentException($"expected {Fewest} scores or more, got {sample.Length}", name);
        }

        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        // Not a number sorts first, infinity at either end.
        if (!double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1]))
        {
            throw new ArgumentException("a score is not finite", name);
        }

        return sorted[0] < sorted[^1] ? sorted : throw new ArgumentException($"all scores are {sorted[0]}", name);
    }

    public static void CheckPositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "expected a finite number above 0");
        }
    }
}
