using System.Diagnostics;
using Earshot.Cli.Tests.Harness;

namespace Earshot.Cli.Tests;

/// <summary>The package is what users install: it must pack, install from a folder and run.</summary>
[Trait("Speed", "Slow")]
public sealed class PackagingTests
{
    [Fact]
    public async Task The_tool_packs_installs_and_runs()
    {
        using var folder = new Folder();
        string project = Path.Combine(FindRoot(), "src", "Earshot.Cli");
        // What was built for the tests is what is packed: bin/CONFIGURATION/FRAMEWORK.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await DotnetAsync("pack", project, "-c", configuration, "--no-build", "--nologo", "-v", "q", "-o", folder.Path);
        string package = Assert.Single(Directory.GetFiles(folder.Path, "*.nupkg"));
        await using (System.IO.Compression.ZipArchive content = await System.IO.Compression.ZipFile.OpenReadAsync(package))
        {
            Assert.NotNull(content.GetEntry("README.md"));
        }

        await DotnetAsync("tool", "install", "Earshot.Cli", "--tool-path", folder["tools"], "--add-source", folder.Path);
        (int exitCode, string output) = await RunAsync(folder["tools/earshot"], "--version");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    private static async Task DotnetAsync(params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Earshot.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Earshot.slnx is nowhere above the tests");
        }

        return folder.FullName;
    }
}
