namespace Earshot.Cli.Benchmarking;

/// <summary>Times a piece of work by the processor time of this process, which neighbours on the machine disturb little.</summary>
internal static class CpuClock
{
    private const int WarmUpCalls = 40;

    /// <summary>Seconds of processor time that one call takes, all threads of the process together.</summary>
    /// <param name="work">The work.</param>
    public static double Once(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The median over several calls, after a warm-up in which the runtime settles on its best code.</summary>
    /// <param name="work">The work; long against the clock's grain of some microseconds.</param>
    /// <param name="calls">Calls that count.</param>
    public static double Median(Action work, int calls)
    {
        // The runtime compiles a method again after 30 calls and a pause of 100 ms.
        for (int i = 0; i < WarmUpCalls; i++)
        {
            work();
        }

        var times = new double[calls];
        for (int i = 0; i < calls; i++)
        {
            times[i] = Once(work);
        }

        Array.Sort(times);
        return times[calls / 2];
    }
}
