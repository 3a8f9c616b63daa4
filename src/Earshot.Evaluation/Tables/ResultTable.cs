using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Tables;

/// <summary>Rows of results that are written the same way everywhere: Markdown, aligned text, or one JSON object a line.</summary>
/// <remarks>
/// A cell is a text, a truth value, an integer, a floating-point number, an <see cref="Interval"/> or null (nothing measured).
/// The same rows give the same bytes on every machine. JSON carries numbers in the shown unit, in full precision; what is not
/// finite becomes null there.
/// </remarks>
public sealed class ResultTable
{
    private static readonly JsonWriterOptions LineOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<object?[]> _rows = []; // [row][column]

    /// <summary>Creates an empty table.</summary>
    /// <param name="columns">One column or more, with different names.</param>
    /// <exception cref="ArgumentException">There is no column, or two have the same name.</exception>
    public ResultTable(params IReadOnlyList<ResultColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.Select(c => c.Key).Distinct().Count() != columns.Count)
        {
            throw new ArgumentException("expected one column or more, all with different names", nameof(columns));
        }

        Columns = columns;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One cell a column.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The number of cells is wrong, or one is of another type.</exception>
    public ResultTable AddRow(params ReadOnlySpan<object?> cells)
    {
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException($"expected {Columns.Count} cells, got {cells.Length}", nameof(cells));
        }

        var row = new object?[cells.Length];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = cells[i] switch
            {
                null or string or bool or long or double or Interval => cells[i],
                int number => (long)number,
                float number => (double)number,
                _ => throw new ArgumentException($"column '{Columns[i].Name}' got a {cells[i]!.GetType().Name}; expected a text, a truth value, a number, an interval or null", nameof(cells)),
            };
        }

        _rows.Add(row);
        return this;
    }

    /// <summary>A Markdown table; numbers to the right.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append('|');
        foreach (ResultColumn column in Columns)
        {
            text.Append(' ').Append(Escape(column.Heading)).Append(" |");
        }

        text.Append("\n|");
        for (int c = 0; c < Columns.Count; c++)
        {
            text.Append(IsNumeric(c) ? " ---: |" : " --- |");
        }

        text.Append('\n');
        foreach (object?[] row in _rows)
        {
            text.Append('|');
            for (int c = 0; c < row.Length; c++)
            {
                text.Append(' ').Append(Escape(Show(row[c], Columns[c]))).Append(" |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Aligned text for a terminal: two spaces between columns, numbers to the right.</summary>
    public string ToPlainText()
    {
        string[][] cells = [[.. Columns.Select(c => c.Heading)], .. _rows.Select(row => row.Select((cell, c) => Show(cell, Columns[c])).ToArray())];
        int[] widths = [.. Enumerable.Range(0, Columns.Count).Select(c => cells.Max(row => row[c].Length))];
        var text = new StringBuilder();
        foreach (string[] row in cells)
        {
            var line = new StringBuilder();
            for (int c = 0; c < row.Length; c++)
            {
                line.Append(c == 0 ? string.Empty : "  ").Append(IsNumeric(c) ? row[c].PadLeft(widths[c]) : row[c].PadRight(widths[c]));
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One JSON object a line, keys as in <see cref="ResultColumn.Key"/>.</summary>
    public string ToJsonLines()
    {
        var text = new StringBuilder();
        var buffer = new ArrayBufferWriter<byte>();
        foreach (object?[] row in _rows)
        {
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer, LineOptions))
            {
                json.WriteStartObject();
                for (int c = 0; c < row.Length; c++)
                {
                    json.WritePropertyName(Columns[c].Key);
                    WriteJson(json, row[c], Columns[c].Factor);
                }

                json.WriteEndObject();
            }

            text.Append(Encoding.UTF8.GetString(buffer.WrittenSpan)).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteJson(Utf8JsonWriter json, object? cell, double factor)
    {
        switch (cell)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number * factor);
                break;
            case Interval interval:
                json.WriteStartObject();
                WriteEnd(json, "estimate", interval.Estimate * factor);
                WriteEnd(json, "low", interval.Low * factor);
                WriteEnd(json, "high", interval.High * factor);
                WriteEnd(json, "confidence", interval.Confidence);
                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        WriteJson(json, value, 1);
    }

    private static string Show(object? cell, ResultColumn column) => cell switch
    {
        null => "-",
        bool truth => truth ? "yes" : "no",
        double number => column.Format(number),
        Interval interval => $"{column.Format(interval.Estimate)} [{column.Format(interval.Low)}, {column.Format(interval.High)}]",
        _ => cell.ToString()!,
    };

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private bool IsNumeric(int column) => _rows.TrueForAll(row => row[column] is null or long or double or Interval) && _rows.Exists(row => row[column] is not null);
}
