using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Losses;

// The lattice of one utterance under logits[t, u, v] = a[t, v] + l[u, v].
internal readonly ref struct AdditiveNodes<T>(Tape<T> tape, int frames, int positions, int classes, int[] labels, TransducerOptions options)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Returns -ln P; da and dl become its gradients; occupancy is the posterior of each node, [frame][position].
    public double Solve(ReadOnlySpan<T> a, ReadOnlySpan<T> l, Span<T> da, Span<T> dl, out double[] occupancy)
    {
        int count = frames * positions;

        // 1. Normalisers: ln sum over v of e^(a - max a) e^(l - max l), plus both maxima.
        using Scratch<T> ea = tape.Scratch(frames * classes);
        using Scratch<T> el = tape.Scratch(positions * classes);
        using Scratch<T> sums = tape.Scratch(count);
        Exponentials(a, ea.Span);
        Exponentials(l, el.Span);
        MatrixProduct.Multiply<T>(ProductShape.Dense(frames, positions, classes, transposeB: true), ea.Span, el.Span, sums.Span);

        // 2. Arcs and their posteriors.
        double[] blank = new double[count];
        double[] label = new double[count];
        for (int at = 0; at < count; at++)
        {
            (int t, int u) = Math.DivRem(at, positions);
            double normalizer = Math.Log(double.CreateTruncating(sums.Span[at])) + Highest(a, t) + Highest(l, u);
            blank[at] = Logit(a, l, t, u, options.Blank) - normalizer;
            label[at] = u < labels.Length ? Logit(a, l, t, u, labels[u]) - normalizer : LogSpace.Zero;
        }

        double all = TransducerLattice.Solve(blank, label, frames, positions);

        // 3. Softmax part: da[t, v] += e^a[t, v] sum over u of (w / sum)[t, u] e^l[u, v], dl likewise.
        occupancy = new double[count];
        for (int at = 0; at < count; at++)
        {
            double weight = blank[at] + (label[at] * (1 + options.FastEmit));
            occupancy[at] = blank[at] + label[at];
            sums.Span[at] = T.CreateTruncating(weight) / sums.Span[at];
        }

        MatrixProduct.Multiply(ProductShape.Dense(frames, classes, positions), sums.Span, el.Span, da);
        MatrixProduct.Multiply(ProductShape.Dense(positions, classes, frames, transposeA: true), sums.Span, ea.Span, dl);
        TensorPrimitives.Multiply(da, ea.Span, da);
        TensorPrimitives.Multiply(dl, el.Span, dl);

        // 4. Arc part.
        for (int at = 0; at < count; at++)
        {
            (int t, int u) = Math.DivRem(at, positions);
            T leaves = T.CreateTruncating(blank[at]);
            da[(t * classes) + options.Blank] -= leaves;
            dl[(u * classes) + options.Blank] -= leaves;
            if (u < labels.Length)
            {
                T emits = T.CreateTruncating(label[at] * (1 + options.FastEmit));
                da[(t * classes) + labels[u]] -= emits;
                dl[(u * classes) + labels[u]] -= emits;
            }
        }

        return -all;
    }

    private void Exponentials(ReadOnlySpan<T> rows, Span<T> powers)
    {
        for (int at = 0; at < rows.Length; at += classes)
        {
            TensorPrimitives.Subtract(rows.Slice(at, classes), TensorPrimitives.Max(rows.Slice(at, classes)), powers.Slice(at, classes));
        }

        Elementwise.Exp(powers, powers);
    }

    private double Highest(ReadOnlySpan<T> rows, int row) => double.CreateTruncating(TensorPrimitives.Max(rows.Slice(row * classes, classes)));

    private double Logit(ReadOnlySpan<T> a, ReadOnlySpan<T> l, int t, int u, int v) =>
        double.CreateTruncating(a[(t * classes) + v]) + double.CreateTruncating(l[(u * classes) + v]);
}
