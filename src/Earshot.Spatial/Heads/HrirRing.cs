namespace Earshot.Spatial.Heads;

/// <summary>Measurements of one elevation, sorted by azimuth.</summary>
/// <param name="ElevationDeg">Upwards, in degrees.</param>
/// <param name="AzimuthsDeg">Rising, 0 .. 360 degrees.</param>
/// <param name="Measurements">The index of each in its set.</param>
internal sealed record HrirRing(double ElevationDeg, double[] AzimuthsDeg, int[] Measurements)
{
    /// <summary>A ring with a larger gap says too little about what lies in it.</summary>
    private const double WidestGapDeg = 40;

    /// <summary>Sorts a set into its complete rings; measurements of less than complete ones are left out.</summary>
    /// <param name="set">The measurements.</param>
    public static HrirRing[] Of(HrirSet set)
    {
        var rings = new List<HrirRing>();
        var byElevation = Enumerable.Range(0, set.Directions.Count).GroupBy(i => Math.Round(set.Directions[i].ElevationDeg));
        foreach (IGrouping<double, int> group in byElevation.OrderBy(static g => g.Key))
        {
            int[] sorted = [.. group.OrderBy(i => set.Directions[i].AzimuthDeg)];
            double[] azimuths = [.. sorted.Select(i => set.Directions[i].AzimuthDeg)];
            bool isPole = Math.Abs(group.Key) >= 89.5;
            double gap = 360 - azimuths[^1] + azimuths[0];
            for (int i = 1; i < azimuths.Length; i++)
            {
                gap = Math.Max(gap, azimuths[i] - azimuths[i - 1]);
            }

            if (isPole || gap <= WidestGapDeg)
            {
                rings.Add(new HrirRing(group.Key, azimuths, sorted));
            }
        }

        return [.. rings];
    }

    /// <summary>The two neighbours of an azimuth and how far it is from the first to the second.</summary>
    /// <param name="azimuthDeg">0 .. 360 degrees.</param>
    public (int First, int Second, double Share) Around(double azimuthDeg)
    {
        int next = Array.FindIndex(AzimuthsDeg, a => a > azimuthDeg);
        int before = next switch { < 0 => AzimuthsDeg.Length - 1, 0 => AzimuthsDeg.Length - 1, _ => next - 1 };
        next = Math.Max(next, 0);
        double width = ((AzimuthsDeg[next] - AzimuthsDeg[before]) % 360 + 360) % 360;
        double from = (azimuthDeg - AzimuthsDeg[before] + 360) % 360;
        return (Measurements[before], Measurements[next], width > 0 ? from / width : 0);
    }
}
