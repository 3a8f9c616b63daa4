namespace Earshot.Testing;

/// <summary>Counts the managed bytes that a piece of code allocates on its own thread.</summary>
/// <remarks>
/// The runtime's counter jumps by up to one allocation quantum (8 KB) when a collection that another thread caused retires this
/// thread's quantum, and the first calls may pay for code and tables. Code that allocates does so in every repetition, so the
/// least of several is what it costs.
/// </remarks>
internal static class AllocatedBytes
{
    /// <summary>How often a measurement is repeated before its least value counts.</summary>
    public const int Repetitions = 8;

    /// <summary>The least that one call of <paramref name="action"/> allocated, over several calls; 0 ends the search.</summary>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Repetitions && least > 0; i++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - start);
        }

        return least;
    }
}
