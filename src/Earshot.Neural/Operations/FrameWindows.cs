using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

// How a convolution along time sees its input as one matrix for all examples. Each example is padded to a whole number of strides; the window of
// output row r then starts at padded frame r * Stride, and windows are rows that overlap, so nothing is copied per tap. The few rows that
// reach over the end of an example are computed and thrown away.
internal readonly struct FrameWindows
{
    public FrameWindows(in Shape x, int taps, int stride, int dilation, int padLeft, int padRight)
    {
        Examples = x[0];
        Frames = x[1];
        Channels = x[2];
        Taps = taps;
        Stride = stride;
        Dilation = dilation;
        PadLeft = padLeft;
        int reach = (taps - 1) * dilation;
        OutputFrames = ((Frames + padLeft + padRight - reach - 1) / stride) + 1;
        RowsPerExample = (Frames + padLeft + padRight + stride - 1) / stride;
        RowCount = Examples * RowsPerExample;
        PaddedCount = ((RowCount * stride) + reach) * Channels;
    }

    public int Examples { get; }

    public int Frames { get; }

    public int Channels { get; }

    public int Taps { get; }

    public int Stride { get; }

    public int Dilation { get; }

    public int PadLeft { get; }

    public int OutputFrames { get; }

    public int RowsPerExample { get; }

    public int RowCount { get; }

    // Elements of all padded examples and the tail that the last rows reach over.
    public int PaddedCount { get; }

    public static bool Fits(in Shape x, int taps, int dilation, int padLeft, int padRight) => x[1] + padLeft + padRight > (taps - 1) * dilation;

    public void Pad<T>(ReadOnlySpan<T> x, Span<T> padded)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        padded.Clear();
        for (int b = 0; b < Examples; b++)
        {
            x.Slice(b * Frames * Channels, Frames * Channels).CopyTo(padded[Place(b)..]);
        }
    }

    // Adds the gradient of the padded input to that of the input.
    public void AddUnpadded<T>(ReadOnlySpan<T> padded, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int b = 0; b < Examples; b++)
        {
            Span<T> to = x.Slice(b * Frames * Channels, Frames * Channels);
            TensorPrimitives.Add(to, padded.Slice(Place(b), to.Length), to);
        }
    }

    // Takes the rows that count out of all rows, [RowCount][width] to [Examples * OutputFrames][width].
    public void TakeRows<T>(ReadOnlySpan<T> rows, Span<T> y, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int b = 0; b < Examples; b++)
        {
            rows.Slice(b * RowsPerExample * width, OutputFrames * width).CopyTo(y[(b * OutputFrames * width)..]);
        }
    }

    // The reverse, with zeros in the rows that do not count.
    public void SpreadRows<T>(ReadOnlySpan<T> y, Span<T> rows, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        rows.Clear();
        for (int b = 0; b < Examples; b++)
        {
            y.Slice(b * OutputFrames * width, OutputFrames * width).CopyTo(rows[(b * RowsPerExample * width)..]);
        }
    }

    private int Place(int example) => ((example * RowsPerExample * Stride) + PadLeft) * Channels;
}
