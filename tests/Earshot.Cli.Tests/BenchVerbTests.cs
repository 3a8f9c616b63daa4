using System.Text.Json;
using Earshot.Cli.Tests.Harness;

namespace Earshot.Cli.Tests;

public sealed class BenchVerbTests
{
    [Fact]
    public async Task The_watermark_benchmark_prints_a_figure_a_line()
    {
        ToolResult result = await Tool.RunInsideAsync(["bench", "watermark", "--seconds", "5", "--json"]);
        Assert.Equal(0, result.ExitCode);
        JsonElement[] figures = [.. result.OutputLines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Contains(figures, static f => f.GetProperty("name").GetString() == "detect one key" && f.GetProperty("value").GetDouble() > 1);
        JsonElement allocated = Assert.Single(figures, static f => f.GetProperty("name").GetString()!.StartsWith("allocated", StringComparison.Ordinal));
        Assert.Equal(0, allocated.GetProperty("value").GetDouble());
    }
}
