using System.Text.Json;
using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Tables;

namespace Earshot.Evaluation.Tests.Tables;

public sealed class ResultTableTests
{
    [Fact]
    public void Markdown_is_written_exactly_so()
    {
        Assert.Equal(
            """
            | condition | trials | detected (%) | level (dB) | met |
            | --- | ---: | ---: | ---: | --- |
            | clean \| mono | 500 | 99.6 [98.6, 99.9] | -20.25 | yes |
            | far | 500 | - | inf | no |

            """.ReplaceLineEndings("\n"),
            Example().ToMarkdown());
    }

    [Fact]
    public void Plain_text_is_aligned()
    {
        Assert.Equal(
            """
            condition     trials       detected (%)  level (dB)  met
            clean | mono     500  99.6 [98.6, 99.9]      -20.25  yes
            far              500                  -         inf  no

            """.ReplaceLineEndings("\n"),
            Example().ToPlainText());
    }

    [Fact]
    public void Json_carries_full_precision_in_the_shown_unit()
    {
        string[] lines = Example().ToJsonLines().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        JsonElement row = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("clean | mono", row.GetProperty("condition").GetString());
        Assert.Equal(500, row.GetProperty("trials").GetInt64());
        Assert.Equal(99.6, row.GetProperty("detectedPercent").GetProperty("estimate").GetDouble(), 1e-9);
        Assert.Equal(0.95, row.GetProperty("detectedPercent").GetProperty("confidence").GetDouble());
        Assert.Equal(-20.25, row.GetProperty("levelDB").GetDouble());
        Assert.True(row.GetProperty("met").GetBoolean());
        JsonElement far = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(JsonValueKind.Null, far.GetProperty("detectedPercent").ValueKind);
        Assert.Equal(JsonValueKind.Null, far.GetProperty("levelDB").ValueKind);
    }

    [Theory]
    [InlineData("detected", "%", "detectedPercent")]
    [InlineData("false alarms", "1/h", "falseAlarmsPerH")]
    [InlineData("RT60", "s", "rT60S")]
    [InlineData("speed", "", "speed")]
    [InlineData("rate", "kbit/s", "rateKbitPerS")]
    public void Keys_carry_the_unit(string name, string unit, string key) => Assert.Equal(key, new ResultColumn(name, unit).Key);

    [Fact]
    public void Wrong_rows_and_columns_are_refused()
    {
        var table = new ResultTable(new ResultColumn("a"), new ResultColumn("b"));
        Assert.Throws<ArgumentException>(() => table.AddRow("x"));
        Assert.Contains("DateTime", Assert.Throws<ArgumentException>(() => table.AddRow("x", default(DateTime))).Message, StringComparison.Ordinal);
        Assert.Equal(0, table.RowCount);
        Assert.Throws<ArgumentException>(() => new ResultTable(new ResultColumn("a"), new ResultColumn("A")));
        Assert.Throws<ArgumentException>(() => new ResultTable());
        Assert.Throws<ArgumentException>(() => new ResultColumn(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResultColumn("a", decimals: 16));
    }

    private static ResultTable Example() =>
        new ResultTable(new ResultColumn("condition"), new ResultColumn("trials"), ResultColumn.Percent("detected"), new ResultColumn("level", "dB"), new ResultColumn("met"))
            .AddRow("clean | mono", 500, Wilson.Interval(498, 500), -20.25f, true)
            .AddRow("far", 500L, null, double.PositiveInfinity, false);
}
