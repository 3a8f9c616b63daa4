namespace Earshot.Evaluation.Figures;

/// <summary>The five line filters of PNG (ISO/IEC 15948, clause 9), and the choice among them.</summary>
internal static class PngFilter
{
    private const int Count = 5;

    /// <summary>Writes the filter's number and the filtered line with the least sum of absolute (signed) differences.</summary>
    public static void Choose(ReadOnlySpan<byte> line, ReadOnlySpan<byte> above, int channels, byte[] filtered, byte[] best)
    {
        long least = long.MaxValue;
        for (int filter = 0; filter < Count; filter++)
        {
            filtered[0] = (byte)filter;
            long sum = 0;
            for (int i = 0; i < line.Length; i++)
            {
                int left = i >= channels ? line[i - channels] : 0;
                int corner = i >= channels ? above[i - channels] : 0;
                var difference = (byte)(line[i] - Predict(filter, left, above[i], corner));
                filtered[i + 1] = difference;
                sum += Math.Abs((sbyte)difference == sbyte.MinValue ? 128 : (sbyte)difference);
            }

            if (sum < least)
            {
                least = sum;
                filtered.CopyTo(best, 0);
            }
        }
    }

    public static int Predict(int filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        _ => Paeth(left, above, corner),
    };

    // Whichever neighbor is nearest to left + above - corner; ties in this order.
    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
