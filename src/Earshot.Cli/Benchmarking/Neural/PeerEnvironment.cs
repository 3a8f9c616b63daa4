using System.Runtime.InteropServices;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Sees to it that native peers run at their best, on one thread.</summary>
/// <remarks>
/// Some machines preset variables that force OpenBLAS to kernels of older processors, at half its speed. They are removed before the
/// library is loaded, and from the process's own environment, which .NET keeps apart from the one that native code sees.
/// </remarks>
internal static partial class PeerEnvironment
{
    private static readonly string[] Crippling = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_VERBOSE"];
    private static readonly string[] ThreadCounts = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GOTO_NUM_THREADS"];

    /// <summary>Removes what slows peers down and asks them for one thread.</summary>
    /// <returns>The presets that were there.</returns>
    public static IReadOnlyList<string> Prepare()
    {
        string[] found = [.. Crippling.Where(static name => Environment.GetEnvironmentVariable(name) is not null)];
        if (!OperatingSystem.IsWindows())
        {
            foreach (string name in Crippling)
            {
                _ = UnsetVariable(name);
            }

            foreach (string name in ThreadCounts)
            {
                _ = SetVariable(name, "1", 1);
            }
        }

        return found;
    }

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetVariable(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
