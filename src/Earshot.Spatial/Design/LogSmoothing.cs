namespace Earshot.Spatial.Design;

/// <summary>Smooths a value a bin over a share of an octave, so that a bisection a bin leaves no kinks.</summary>
internal static class LogSmoothing
{
    /// <summary>The mean over a window around each frequency, clipped at the ends.</summary>
    /// <param name="frequenciesHz">Rising frequencies in Hz.</param>
    /// <param name="values">One value a frequency.</param>
    /// <param name="octaves">Width of the window.</param>
    public static double[] Smooth(ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> values, double octaves)
    {
        var sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
        }

        double ratio = Math.Pow(2, octaves / 2);
        var smooth = new double[values.Length];
        int first = 0;
        int end = 0;
        for (int i = 0; i < values.Length; i++)
        {
            while (frequenciesHz[first] < frequenciesHz[i] / ratio)
            {
                first++;
            }

            end = Math.Max(end, i + 1);
            while (end < values.Length && frequenciesHz[end] <= frequenciesHz[i] * ratio)
            {
                end++;
            }

            smooth[i] = (sums[end] - sums[first]) / (end - first);
        }

        return smooth;
    }
}
