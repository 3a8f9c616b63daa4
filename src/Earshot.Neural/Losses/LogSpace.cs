namespace Earshot.Neural.Losses;

// Sums of probabilities given by their logarithms. Minus infinity stands for zero.
internal static class LogSpace
{
    public const double Zero = double.NegativeInfinity;

    public static double Add(double a, double b)
    {
        (double high, double low) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
