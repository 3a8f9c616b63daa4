using System.Runtime.InteropServices;

namespace Earshot.Evaluation.Reports;

/// <summary>What a figure was measured on.</summary>
/// <param name="Processor">Model of the processor, or its architecture where the model is not known.</param>
/// <param name="CoreCount">Logical processors that the process may use.</param>
/// <param name="MemoryGigabytes">Memory that the process may use, in units of 2^30 bytes.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">.NET version.</param>
public sealed record MachineDescription(string Processor, int CoreCount, double MemoryGigabytes, string OperatingSystem, string Runtime)
{
    /// <summary>The machine that this runs on.</summary>
    public static MachineDescription Capture() => new(
        FindProcessor(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>One sentence part: processor, cores, memory, system, runtime.</summary>
    public override string ToString() =>
        $"{Processor}, {CoreCount} {(CoreCount == 1 ? "core" : "cores")}, {MemoryGigabytes:F0} GiB, {OperatingSystem}, {Runtime}";

    internal static string? FindModel(IEnumerable<string> processorInfo) => processorInfo
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal) || line.StartsWith("Model", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(model => model.Length > 0);

    private static string FindProcessor()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString();
        const string LinuxDescription = "/proc/cpuinfo";
        string? model = File.Exists(LinuxDescription)
            ? FindModel(File.ReadLines(LinuxDescription))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrWhiteSpace(model) ? architecture : $"{model} ({architecture})";
    }
}
