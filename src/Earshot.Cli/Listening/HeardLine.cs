namespace Earshot.Cli.Listening;

/// <summary>The line of an event for a person.</summary>
internal static class HeardLine
{
    /// <summary>Time, name and description in columns.</summary>
    /// <param name="heard">The event.</param>
    public static string Format(HeardEvent heard) => $"{Clock(heard.TimeSeconds)}  {heard.Label(),-9}  {heard.Describe()}";

    // m:ss.ff, with hours once they are needed.
    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours >= 1
            ? $"{(long)time.TotalHours}:{time:mm\\:ss\\.ff}"
            : $"{time:m\\:ss\\.ff}";
    }
}
