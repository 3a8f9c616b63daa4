// The lattice of a transducer for one utterance (Graves 2012, equations 16 to 20): from node (t, u) a blank leads to the next frame, a label to the next label; a path
// ends with a blank from the last frame after all labels. Forward and backward variables in log space. Minus infinity marks arcs that a pruned lattice lacks.
// Cost: 2 T (U + 1) log-additions and as many exponentials.
using System.Buffers;

namespace Earshot.Neural.Losses;

internal static class TransducerLattice
{
    // blank, label: log probabilities of both arcs, [frames][positions], positions = labels + 1; label arcs of the last position are not read.
    // On return they hold the posterior of each arc. Returns ln P(labels).
    public static double Solve(Span<double> blank, Span<double> label, int frames, int positions)
    {
        int count = frames * positions;
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        try
        {
            Span<double> alpha = rented.AsSpan(0, count);
            Span<double> beta = rented.AsSpan(count, count);

            // 1. alpha: all ways to a node. beta: all ways from it to the end.
            for (int at = 0; at < count; at++)
            {
                (int t, int u) = Math.DivRem(at, positions);
                double across = t > 0 ? alpha[at - positions] + blank[at - positions] : LogSpace.Zero;
                double up = u > 0 ? alpha[at - 1] + label[at - 1] : LogSpace.Zero;
                alpha[at] = at == 0 ? 0 : LogSpace.Add(across, up);
            }

            for (int at = count - 1; at >= 0; at--)
            {
                (int t, int u) = Math.DivRem(at, positions);
                double across = blank[at] + After(beta, at, t, u, frames, positions);
                double up = u + 1 < positions ? label[at] + beta[at + 1] : LogSpace.Zero;
                beta[at] = LogSpace.Add(across, up);
            }

            // 2. Posteriors of the arcs.
            double all = beta[0];
            for (int at = 0; at < count; at++)
            {
                (int t, int u) = Math.DivRem(at, positions);
                blank[at] = Math.Exp(alpha[at] + blank[at] + After(beta, at, t, u, frames, positions) - all);
                label[at] = u + 1 < positions ? Math.Exp(alpha[at] + label[at] + beta[at + 1] - all) : 0;
            }

            return all;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // beta behind the blank of a node; behind the last node lies the end.
    private static double After(ReadOnlySpan<double> beta, int at, int t, int u, int frames, int positions) =>
        t + 1 < frames ? beta[at + positions] : u + 1 == positions ? 0 : LogSpace.Zero;
}
