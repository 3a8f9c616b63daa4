using System.Numerics.Tensors;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Watermarking.Embedding;

/// <summary>One channel of the embedder on the 16 kHz grid: programme in, difference out, <see cref="MarkGrid.LagBlocks"/> blocks later.</summary>
internal sealed class EmbedderLane
{
    /// <summary>The product of the two windows overlaps to this.</summary>
    private const float OverlapSum = MarkGrid.Overlap / 2f;

    private readonly IMarkShaper _shaper;
    private readonly RealFft _fft = new(MarkGrid.WindowLength);
    private readonly float[] _window = Window.RootHann(MarkGrid.WindowLength); // [WindowLength]
    private readonly float[] _synthesis = Window.RootHann(MarkGrid.WindowLength); // [WindowLength], overlapping to 1 with the other
    private readonly float[] _host = new float[MarkGrid.WindowLength]; // [WindowLength], oldest first
    private readonly float[] _work = new float[MarkGrid.WindowLength];
    private readonly float[] _sum = new float[MarkGrid.WindowLength]; // [WindowLength], overlap and add
    private readonly float[] _hostRe = new float[MarkGrid.BinCount]; // [bin]
    private readonly float[] _hostIm = new float[MarkGrid.BinCount]; // [bin]
    private readonly float[] _re = new float[MarkGrid.BinCount]; // [bin]
    private readonly float[] _im = new float[MarkGrid.BinCount]; // [bin]

    public EmbedderLane(IMarkShaper shaper)
    {
        _shaper = shaper;
        TensorPrimitives.Multiply(_synthesis, 1 / OverlapSum, _synthesis);
    }

    /// <summary>Takes a block of the programme and gives the difference of the block <see cref="MarkGrid.LagBlocks"/> earlier.</summary>
    /// <param name="programme"><see cref="MarkGrid.HopLength"/> samples.</param>
    /// <param name="source">The mark, already at this block.</param>
    /// <param name="active">Whether the window changes the programme.</param>
    /// <param name="difference"><see cref="MarkGrid.HopLength"/> samples.</param>
    public void Next(ReadOnlySpan<float> programme, MarkSource source, bool active, Span<float> difference)
    {
        // 1. programme -> newest window
        _host.AsSpan(MarkGrid.HopLength).CopyTo(_host);
        programme.CopyTo(_host.AsSpan(MarkGrid.WindowLength - MarkGrid.HopLength));
        if (active)
        {
            // 2. window -> spectrum -> difference -> overlap and add
            TensorPrimitives.Multiply(_host, _window, _work);
            _fft.Forward(_work, _hostRe, _hostIm);
            Array.Clear(_re);
            Array.Clear(_im);
            _shaper.Shape(source.Bands, _host, _hostRe, _hostIm, source.Real, source.Imaginary, _re, _im);
            _fft.Inverse(_re, _im, _work);
            TensorPrimitives.MultiplyAdd(_work, _synthesis, _sum, _sum);
        }

        // 3. the oldest block has had all its windows
        _sum.AsSpan(0, MarkGrid.HopLength).CopyTo(difference);
        _sum.AsSpan(MarkGrid.HopLength).CopyTo(_sum);
        _sum.AsSpan(MarkGrid.WindowLength - MarkGrid.HopLength).Clear();
    }

    public void Reset()
    {
        _shaper.Reset();
        Array.Clear(_host);
        Array.Clear(_sum);
    }
}
