using System.Globalization;
using System.Text;

namespace Earshot.Neural.Quantization;

/// <summary>The errors of a network's quantized layers, one row each.</summary>
public sealed class QuantizationReport
{
    private readonly List<(string Layer, QuantizedMatrix Matrix, QuantizationError Error)> _rows = [];

    /// <summary>The rows, in the order in which layers were added.</summary>
    public IReadOnlyList<(string Layer, QuantizedMatrix Matrix, QuantizationError Error)> Rows => _rows;

    /// <summary>Bits per weight over all layers, scales and padding included; NaN without layers.</summary>
    public double BitsPerWeight =>
        _rows.Sum(row => row.Error.BitsPerWeight * row.Matrix.Rows * row.Matrix.Columns) / _rows.Sum(row => (double)row.Matrix.Rows * row.Matrix.Columns);

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">Its name.</param>
    /// <param name="matrix">Its quantized weights.</param>
    /// <param name="weights">The weights that they stand for, <c>[rows][columns]</c>.</param>
    /// <exception cref="ArgumentException">The weights are not as many as those of the matrix.</exception>
    public void Add(string layer, QuantizedMatrix matrix, ReadOnlySpan<float> weights) => _rows.Add((layer, matrix, matrix.Compare(weights)));

    /// <summary>A table in Markdown.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("| layer | rows | columns | bits | bits with scales | SQNR (dB) | largest error |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach ((string layer, QuantizedMatrix matrix, QuantizationError error) in _rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {layer} | {matrix.Rows} | {matrix.Columns} | {matrix.Quantizer.Bits} | {error.BitsPerWeight:0.00} | {error.SqnrDb:0.0} | {error.MaxError:0.0e+0} |\n");
        }

        return text.ToString();
    }
}
