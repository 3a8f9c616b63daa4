using System.Globalization;
using System.Reflection;

namespace Earshot.Evaluation.Reports;

/// <summary>What is needed to repeat a run: the command, the seed, the version, and when and where it ran.</summary>
/// <param name="Command">The command line that repeats it.</param>
/// <param name="Seed">The seed that everything was drawn from.</param>
/// <param name="Date">When it began.</param>
/// <param name="Version">Version of Earshot.</param>
/// <param name="Machine">Where it ran.</param>
public sealed record RunRecord(string Command, ulong Seed, DateTimeOffset Date, string Version, MachineDescription Machine)
{
    /// <summary>Describes a run that begins now on this machine.</summary>
    /// <param name="command">The command line that repeats it, as a user would type it.</param>
    /// <param name="seed">The seed that everything is drawn from.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static RunRecord Capture(string command, ulong seed, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        string version = typeof(RunRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return new RunRecord(command, seed, (time ?? TimeProvider.System).GetUtcNow(), version, MachineDescription.Capture());
    }

    /// <summary>The record as a Markdown list.</summary>
    public string ToMarkdown() => string.Create(
        CultureInfo.InvariantCulture,
        $"- Command: `{Command}`\n- Seed: {Seed}\n- Date: {Date:yyyy-MM-dd HH:mm} UTC\n- Earshot {Version}\n- Machine: {Machine}\n");
}
