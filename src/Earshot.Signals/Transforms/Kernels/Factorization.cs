namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Which butterflies a length is made of.</summary>
internal static class Factorization
{
    // Vector operations per point of one pass: half the additions and multiplications of the butterfly and its factors (two
    // units work in parallel) plus its loads and stores. The sizes are those that have a hand-written butterfly.
    private static readonly (int Radix, double Cost)[] Radices =
        [(2, 4.0), (3, 6.0), (4, 5.5), (5, 6.8), (6, 6.7), (7, 8.0), (8, 7.25), (16, 11.1)];

    /// <summary>Whether the length is a product of butterflies.</summary>
    /// <param name="length">A positive number.</param>
    public static bool IsSmooth(int length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5, 7])
        {
            while (length % prime == 0)
            {
                length /= prime;
            }
        }

        return length == 1;
    }

    /// <summary>The first radix: one that fills whole vectors when its outputs are laid side by side, if the length allows.</summary>
    /// <param name="length">A smooth number, 2 or more.</param>
    /// <param name="widest">Floats per vector at most.</param>
    /// <returns>The radix, and the vector width that its columns fill.</returns>
    public static (int Radix, int Lanes) First(int length, int widest)
    {
        for (int radix = Math.Min(widest, 16); radix >= 4; radix /= 2)
        {
            // Half as many columns as outputs still pay, with half the width.
            int columns = length / radix;
            if (length % radix == 0 && columns >= Math.Max(4, radix / 2))
            {
                return (radix, LaneWidth.AtMost(Math.Min(columns, radix)));
            }
        }

        int first = Best(length).Radices[^1];
        return (first, Math.Min(LaneWidth.AtMost(length / first), LaneWidth.AtMost(widest)));
    }

    /// <summary>The cheapest butterflies whose product is the length, in ascending order; none for 1.</summary>
    /// <param name="length">A smooth number, 1 or more.</param>
    public static int[] Rest(int length) => Best(length).Radices;

    private static (double Cost, int[] Radices) Best(int length, int largest = int.MaxValue)
    {
        if (length == 1)
        {
            return (0, []);
        }

        (double Cost, int[] Radices) best = (double.PositiveInfinity, []);
        foreach ((int radix, double cost) in Radices)
        {
            if (radix <= largest && length % radix == 0)
            {
                (double restCost, int[] rest) = Best(length / radix, radix);
                if (cost + restCost < best.Cost)
                {
                    best = (cost + restCost, [.. rest, radix]);
                }
            }
        }

        return best;
    }
}
