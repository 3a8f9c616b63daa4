using System.Diagnostics;

namespace Earshot.Benchmarks;

/// <summary>Measures two pieces of code in turns, so that whatever else the machine does falls on both alike.</summary>
/// <remarks>
/// Bursts of some 20 microseconds are too short to be interrupted often; the tenth percentile of many of them is what the code
/// takes when it is left alone, and the median ratio of neighbouring bursts needs no quiet machine at all.
/// </remarks>
internal static class Interleaved
{
    private const int WarmUp = 300;

    /// <summary>Runs both in turns.</summary>
    /// <param name="first">The code in question.</param>
    /// <param name="second">What it is compared with.</param>
    /// <param name="callsPerBurst">Calls per burst.</param>
    /// <param name="rounds">Bursts of each that count.</param>
    /// <returns>Nanoseconds per call of each at the tenth percentile, and the median of first / second.</returns>
    public static (double FirstNs, double SecondNs, double MedianRatio) Compare(Action first, Action second, int callsPerBurst, int rounds)
    {
        var firsts = new double[rounds];
        var seconds = new double[rounds];
        var ratios = new double[rounds];
        for (int i = -WarmUp; i < rounds; i++)
        {
            double a = Burst(first, callsPerBurst);
            double b = Burst(second, callsPerBurst);
            if (i >= 0)
            {
                firsts[i] = a;
                seconds[i] = b;
                ratios[i] = a / b;
            }
        }

        Array.Sort(firsts);
        Array.Sort(seconds);
        Array.Sort(ratios);
        return (firsts[rounds / 10], seconds[rounds / 10], ratios[rounds / 2]);
    }

    private static double Burst(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
