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

    // Nothing of its speed is asserted: neighbors on the machine would decide. It takes half a minute.
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task The_neural_benchmark_prints_a_row_a_line_with_or_without_peers()
    {
        ToolResult result = await Tool.RunInsideAsync(["bench", "neural", "--turns", "3", "--json"]);
        Assert.Equal(0, result.ExitCode);
        JsonElement[] rows = [.. result.OutputLines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Contains(rows, static row => row.GetProperty("item").GetString() == "float product 512 x 512 x 512" && row.GetProperty("ours").GetDouble() > 0.1);
        Assert.Contains(rows, static row => row.GetProperty("item").GetString() == "8 million 3-bit weights, cold");
        JsonElement bytes = Assert.Single(rows, static row => row.GetProperty("item").GetString() == "managed bytes of a frame");
        Assert.Equal(0, bytes.GetProperty("ours").GetDouble());
    }
}
