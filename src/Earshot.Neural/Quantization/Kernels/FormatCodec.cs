namespace Earshot.Neural.Quantization.Kernels;

/// <summary>The codec of a format.</summary>
internal sealed unsafe class FormatCodec<TFormat> : WeightCodec
    where TFormat : struct, IWeightFormat
{
    /// <inheritdoc/>
    public override long Bytes(in QuantizedLayout layout) => (long)layout.Strips * layout.Blocks(TFormat.Depth) * TFormat.Bytes;

    /// <inheritdoc/>
    public override void Put(in QuantizedLayout layout, byte* strips, int row, int column, int code) =>
        TFormat.Put(Block(layout, strips, row, column), row % QuantizedLayout.StripRows, column % TFormat.Depth, code);

    /// <inheritdoc/>
    public override int Get(in QuantizedLayout layout, byte* strips, int row, int column) =>
        TFormat.Get(Block(layout, strips, row, column), row % QuantizedLayout.StripRows, column % TFormat.Depth);

    /// <inheritdoc/>
    public override void Multiply(DotKind kind, in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, Span<float> target) =>
        MatrixLoop<TFormat>.Run(kind, layout, codes, scales, activations, target);

    private static byte* Block(in QuantizedLayout layout, byte* strips, int row, int column)
    {
        long block = ((long)(row / QuantizedLayout.StripRows) * layout.Blocks(TFormat.Depth)) + (column / TFormat.Depth);
        return strips + (block * TFormat.Bytes);
    }
}
