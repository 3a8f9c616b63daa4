using Earshot.Evaluation.Intervals;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Curves;

/// <summary>Receiver operating characteristic: what a detector finds against what it makes up, over all thresholds.</summary>
/// <remarks>
/// One point per distinct score, from (0, 0) to (1, 1). The area under it is the probability that a positive scores above a
/// negative, ties counting half (Mann and Whitney; Hanley and McNeil, Radiology 143, 1982). Cost: one sort.
/// </remarks>
public sealed class RocCurve
{
    private readonly double[] _positives; // sorted
    private readonly double[] _negatives; // sorted

    /// <summary>Computes the curve.</summary>
    /// <param name="positives">Scores where there was something to find, one or more; not a number counts as never detected.</param>
    /// <param name="negatives">Scores where there was nothing, one or more; not a number counts as never detected.</param>
    /// <exception cref="ArgumentException">A set is empty.</exception>
    public RocCurve(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        _positives = Sorted(positives, nameof(positives));
        _negatives = Sorted(negatives, nameof(negatives));
        Points = Sweep(_positives, _negatives);
        Area = AreaOf(_positives, _negatives);
    }

    /// <summary>The operating points by falling threshold; the first has the threshold infinity.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>Area under the curve (AUC), 0..1.</summary>
    public double Area { get; }

    /// <summary>Equal error rate: where as large a share of the positives is missed as of the negatives is detected, 0..1.</summary>
    /// <remarks>Interpolated linearly between the two points around it.</remarks>
    public double EqualErrorRate
    {
        get
        {
            RocPoint before = Points[0];
            foreach (RocPoint point in Points)
            {
                double miss = 1 - point.TruePositiveRate;
                if (point.FalsePositiveRate >= miss)
                {
                    double gapBefore = 1 - before.TruePositiveRate - before.FalsePositiveRate;
                    double gap = miss - point.FalsePositiveRate;
                    double step = gapBefore == gap ? 0 : gapBefore / (gapBefore - gap);
                    return before.FalsePositiveRate + (step * (point.FalsePositiveRate - before.FalsePositiveRate));
                }

                before = point;
            }

            return 0.5;
        }
    }

    /// <summary>The best true-positive rate whose false-positive rate does not pass a bound.</summary>
    /// <param name="falsePositiveRate">The bound, 0..1.</param>
    public RocPoint At(double falsePositiveRate) => Points.Last(p => p.FalsePositiveRate <= Math.Max(0, falsePositiveRate));

    /// <summary>The area with a percentile-bootstrap interval; positives and negatives are drawn on their own.</summary>
    /// <param name="options">How to run; null for the default.</param>
    /// <remarks>With perfectly separated scores every resample is perfect too, so the interval is empty: then quote the counts.</remarks>
    public Interval AreaInterval(BootstrapOptions? options = null)
    {
        options = BootstrapOptions.Checked(options);
        var random = new SeededRandom(options.Seed);
        var areas = new double[options.Resamples];
        var positives = new double[_positives.Length];
        var negatives = new double[_negatives.Length];
        for (int r = 0; r < areas.Length; r++)
        {
            Draw(_positives, positives, random);
            Draw(_negatives, negatives, random);
            areas[r] = AreaOf(positives, negatives);
        }

        Array.Sort(areas);
        double tail = (1 - options.Confidence) / 2;
        return new Interval(Area, Bootstrap.Quantile(areas, tail), Bootstrap.Quantile(areas, 1 - tail), options.Confidence);
    }

    private static double[] Sorted(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException("expected one score or more, got none", name);
        }

        double[] sorted = scores.ToArray();
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = double.IsNaN(sorted[i]) ? double.NegativeInfinity : sorted[i];
        }

        Array.Sort(sorted);
        return sorted;
    }

    private static void Draw(double[] from, double[] to, SeededRandom random)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[random.NextInt(from.Length)];
        }

        Array.Sort(to);
    }

    private static List<RocPoint> Sweep(double[] positives, double[] negatives)
    {
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        int p = positives.Length;
        int n = negatives.Length;
        while (p > 0 || n > 0)
        {
            double threshold = Math.Max(p > 0 ? positives[p - 1] : double.NegativeInfinity, n > 0 ? negatives[n - 1] : double.NegativeInfinity);
            while (p > 0 && positives[p - 1] >= threshold)
            {
                p--;
            }

            while (n > 0 && negatives[n - 1] >= threshold)
            {
                n--;
            }

            points.Add(new RocPoint(threshold, (negatives.Length - n) / (double)negatives.Length, (positives.Length - p) / (double)positives.Length));
        }

        return points;
    }

    private static double AreaOf(double[] positives, double[] negatives)
    {
        // Both sorted: for each positive the negatives below it, and half of those equal to it.
        double sum = 0;
        int below = 0;
        int notAbove = 0;
        foreach (double x in positives)
        {
            while (below < negatives.Length && negatives[below] < x)
            {
                below++;
            }

            while (notAbove < negatives.Length && negatives[notAbove] <= x)
            {
                notAbove++;
            }

            sum += below + (0.5 * (notAbove - below));
        }

        return sum / ((double)positives.Length * negatives.Length);
    }
}
