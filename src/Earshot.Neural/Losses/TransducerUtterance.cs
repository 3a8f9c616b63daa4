using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Losses;

// One utterance's part of a transducer loss: logits of the nodes of a lattice in, loss and gradient of the logits out, in the same memory. The nodes of frame t are
// positions starts[t] .. starts[t] + width - 1; without pruning that is all of them.
internal readonly ref struct TransducerUtterance
{
    public required int Frames { get; init; }

    public required ReadOnlySpan<int> Labels { get; init; }

    // First position of each frame's window; empty when the windows hold all positions.
    public required ReadOnlySpan<int> Starts { get; init; }

    public required int Width { get; init; }

    public required TransducerOptions Options { get; init; }

    public int Positions => Labels.Length + 1;

    public int NodeCount => Frames * Width;

    public int Start(int frame) => Starts.Length == 0 ? 0 : Starts[frame];

    // logits: [Frames][Width][classes] becomes d(-ln P) / d logits, with FastEmit's weight on the label arcs (Yu et al. 2021, equation 6, through the softmax).
    public double Differentiate<T>(Span<T> logits, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int blank = Options.Blank;
        int count = Frames * Positions;
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        try
        {
            Span<double> blanks = rented.AsSpan(0, count);
            Span<double> labels = rented.AsSpan(count, count);
            blanks.Fill(LogSpace.Zero);
            labels.Fill(LogSpace.Zero);
            for (int node = 0; node < NodeCount; node++)
            {
                (int at, int u) = Place(node);
                Span<T> row = logits.Slice(node * classes, classes);
                Softmaxes.LogRow<T>(row, row);
                blanks[at] = double.CreateTruncating(row[blank]);
                labels[at] = u < Labels.Length ? double.CreateTruncating(row[Labels[u]]) : LogSpace.Zero;
            }

            double all = TransducerLattice.Solve(blanks, labels, Frames, Positions);
            for (int node = 0; node < NodeCount; node++)
            {
                (int at, int u) = Place(node);
                Span<T> row = logits.Slice(node * classes, classes);
                double emits = labels[at] * (1 + Options.FastEmit);
                Elementwise.Exp(row, row);
                TensorPrimitives.Multiply(row, T.CreateTruncating(blanks[at] + emits), row);
                row[blank] -= T.CreateTruncating(blanks[at]);
                if (u < Labels.Length)
                {
                    row[Labels[u]] -= T.CreateTruncating(emits);
                }
            }

            return -all;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // Where a node of a window is in the whole lattice, and its label position.
    private (int At, int Position) Place(int node)
    {
        (int t, int s) = Math.DivRem(node, Width);
        int u = Start(t) + s;
        return ((t * Positions) + u, u);
    }

    public static void Require(int[] labels, int frames, int allFrames, int allPositions, int classes, int blank, int example)
    {
        if (frames < 1 || frames > allFrames)
        {
            throw new ArgumentException($"example {example} has {frames} frames; 1 .. {allFrames} were expected", nameof(frames));
        }

        if (labels.Length + 1 > allPositions)
        {
            throw new ArgumentException($"example {example} has {labels.Length} labels; at most {allPositions - 1} were expected", nameof(labels));
        }

        foreach (int label in labels)
        {
            if ((uint)label >= (uint)classes || label == blank)
            {
                throw new ArgumentException($"label {label} of example {example}: 0 .. {classes - 1} without the blank {blank} was expected", nameof(labels));
            }
        }
    }
}
