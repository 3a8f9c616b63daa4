using System.Text;

namespace Earshot.Cli.Tests.Harness;

/// <summary>What one run of the tool left behind.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="OutputBytes">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolResult(int ExitCode, byte[] OutputBytes, string Error)
{
    /// <summary>Standard output as text.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>The lines of standard output, without empty ones.</summary>
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard error, without empty ones.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Asserts that the tool failed as designed: this code, one line, no trace, nothing on standard output.</summary>
    /// <param name="exitCode">The expected exit code.</param>
    /// <param name="expected">What the line must say.</param>
    public void AssertOneLine(int exitCode, string expected)
    {
        Assert.Equal(exitCode, ExitCode);
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("earshot: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("internal error", line, StringComparison.Ordinal);
        Assert.Empty(OutputBytes);
    }
}
