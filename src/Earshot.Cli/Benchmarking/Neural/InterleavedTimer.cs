namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Measures pieces of code in turns, so that whatever else the machine does falls on all alike.</summary>
/// <remarks>
/// Times are processor times of this process: they count neither the time that other processes take nor, for code on one thread,
/// anything else but the runtime's compiler, which the warm-up leaves idle. What neighbors do to shared caches and to the clock's
/// rate still shows; medians over turns, and ratios within a turn, keep it small.
/// </remarks>
internal sealed class InterleavedTimer
{
    private const double BurstSeconds = 0.008;
    private const int WarmUpTurns = 5;
    private const int CompilerRounds = 3;
    private readonly int _turns;

    /// <summary>Prepares measurements.</summary>
    /// <param name="turns">Turns that count, 3 or more.</param>
    public InterleavedTimer(int turns) => _turns = turns;

    /// <summary>Seconds per call of one piece.</summary>
    public double Measure(Action own)
    {
        int calls = CallsFor(own);
        return Median(Turns(() => Burst(own, calls)));
    }

    /// <summary>Seconds per call of both, and the median of own / peer within a turn.</summary>
    public (double Own, double Peer, double Ratio) Compare(Action own, Action peer)
    {
        int ownCalls = CallsFor(own);
        int peerCalls = CallsFor(peer);
        var peers = new List<double>();
        double[] owns = Turns(() =>
        {
            double first = Burst(own, ownCalls);
            peers.Add(Burst(peer, peerCalls));
            return first;
        });
        double[] peersThatCount = [.. peers.TakeLast(owns.Length)];
        return (Median(owns), Median(peersThatCount), Median([.. owns.Zip(peersThatCount, static (a, b) => a / b)]));
    }

    /// <summary>Seconds of single calls, each after something that is not counted.</summary>
    public double MeasureAfter(Action before, Action own) => Median(Turns(() =>
    {
        before();
        return CpuClock.Once(own);
    }));

    private static double Burst(Action action, int calls) => CpuClock.Once(() =>
    {
        for (int i = 0; i < calls; i++)
        {
            action();
        }
    }) / calls;

    // As many calls as fill a burst. The runtime compiles a method again after 30 calls and a pause of 100 ms, with counters in it first
    // and for good after another round; on a busy machine its compiler may need a while for that.
    private static int CallsFor(Action action)
    {
        for (int round = 0; round < CompilerRounds; round++)
        {
            for (int i = 0; i < 32; i++)
            {
                action();
            }

            Thread.Sleep(150);
        }

        return Math.Clamp((int)(BurstSeconds / Math.Max(Burst(action, 4), 1e-9)), 1, 1_000_000);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private double[] Turns(Func<double> turn)
    {
        for (int i = 0; i < WarmUpTurns; i++)
        {
            turn();
        }

        return [.. Enumerable.Range(0, _turns).Select(_ => turn())];
    }
}
