namespace Earshot.Signals.Measures;

// Block powers, kept in bins of 0.02 LU with the exact sum of each bin, so that gates and percentiles over hours need constant memory.
// Only the blocks within the one bin that a gate cuts can fall on its wrong side: less than 0.01 LU on any programme that was tried.
internal sealed class LoudnessHistogram
{
    internal const double AbsoluteGateLufs = -70; // BS.1770-4, annex 1: blocks below it never count
    internal const double OffsetLufs = -0.691; // BS.1770-4, equation 2: undoes the weighting's gain at 997 Hz

    private const double TopLufs = 30;
    private const int BinsPerLu = 50;
    private const int BinCount = (int)(TopLufs - AbsoluteGateLufs) * BinsPerLu;

    private readonly long[] _counts = new long[BinCount]; // [bin]
    private readonly double[] _sums = new double[BinCount]; // [bin], power

    internal static double ToLufs(double power) => OffsetLufs + Decibels.FromPower(power);

    internal static double ToPower(double lufs) => Decibels.ToPower(lufs - OffsetLufs);

    internal void Add(double power)
    {
        double lufs = ToLufs(power);
        if (lufs >= AbsoluteGateLufs)
        {
            int bin = Math.Min((int)((lufs - AbsoluteGateLufs) * BinsPerLu), BinCount - 1);
            _counts[bin]++;
            _sums[bin] += power;
        }
    }

    // The mean power of the blocks at or above a level; 0 when there are none.
    internal double MeanPower(double gateLufs)
    {
        long count = 0;
        double sum = 0;
        for (int bin = FirstBin(gateLufs); bin < BinCount; bin++)
        {
            count += _counts[bin];
            sum += _sums[bin];
        }

        return count == 0 ? 0 : sum / count;
    }

    // The level below which the share lies of the blocks at or above the gate; EBU Tech 3342 rounds to the nearest rank.
    internal double Percentile(double share, double gateLufs)
    {
        int first = FirstBin(gateLufs);
        long count = 0;
        for (int bin = first; bin < BinCount; bin++)
        {
            count += _counts[bin];
        }

        if (count == 0)
        {
            return double.NegativeInfinity;
        }

        long rank = (long)Math.Floor(((count - 1) * share) + 0.5);
        int found = first;
        for (long seen = _counts[found]; seen <= rank; seen += _counts[found])
        {
            found++;
        }

        return ToLufs(_sums[found] / _counts[found]);
    }

    internal void Clear()
    {
        Array.Clear(_counts);
        Array.Clear(_sums);
    }

    private static int FirstBin(double gateLufs) =>
        Math.Clamp((int)Math.Ceiling((gateLufs - AbsoluteGateLufs) * BinsPerLu), 0, BinCount);
}
