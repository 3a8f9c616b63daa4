using System.Diagnostics;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Tests.Harness;

/// <summary>Runs the tool: as the process that users start, or in this process where only the verb is in question.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the built tool as a process of its own.</summary>
    /// <param name="arguments">The words after the name.</param>
    /// <param name="input">Standard input; null is an empty one.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="variables">Environment variables to set.</param>
    public static async Task<ToolResult> RunAsync(
        IReadOnlyList<string> arguments,
        ReadOnlyMemory<byte>? input = null,
        string? folder = null,
        params (string Name, string Value)[] variables)
    {
        using Process process = Start(arguments, folder, variables);
        using var limit = new CancellationTokenSource(Patience);
        using var output = new MemoryStream();
        Task copyOutput = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            if (input is { } bytes)
            {
                await process.StandardInput.BaseStream.WriteAsync(bytes, limit.Token);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool ended before it had read everything: its right.
        }

        await process.WaitForExitAsync(limit.Token);
        await copyOutput;
        return new ToolResult(process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>Starts the built tool with all three streams open.</summary>
    /// <param name="arguments">The words after the name.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="variables">Environment variables to set.</param>
    public static Process Start(IReadOnlyList<string> arguments, string? folder = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "earshot.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("EARSHOT_TRACE");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("the tool did not start");
    }

    /// <summary>Runs a command line inside this process, through the same parser, verbs and error mapping.</summary>
    /// <param name="arguments">The words after the name.</param>
    /// <param name="input">Standard input; null is an empty one.</param>
    public static async Task<ToolResult> RunInsideAsync(IReadOnlyList<string> arguments, byte[]? input = null)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var terminal = new Terminal(() => new MemoryStream(input ?? []), output, error);
        int exitCode = await EarshotProgram.RunAsync(arguments, terminal);
        return new ToolResult(exitCode, output.ToArray(), System.Text.Encoding.UTF8.GetString(error.ToArray()));
    }
}
