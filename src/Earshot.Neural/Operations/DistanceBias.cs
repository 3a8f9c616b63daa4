using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

// A table of biases by distance, -R / 2 .. R / 2, whose ends hold for all distances beyond. Keys of one query stand at neighbouring distances, so stretches of
// scores meet stretches of the table.
internal static class DistanceBias
{
    // Adds to scores of keys at neighbouring distances, the first one given, their biases.
    public static void AddTo<T>(Span<T> scores, int distance, ReadOnlySpan<T> table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int below, int within, int start) = Split(distance, scores.Length, table.Length);
        TensorPrimitives.Add(scores[..below], table[0], scores[..below]);
        Span<T> middle = scores.Slice(below, within);
        TensorPrimitives.Add(middle, table.Slice(start, within), middle);
        TensorPrimitives.Add(scores[(below + within)..], table[^1], scores[(below + within)..]);
    }

    // The reverse: adds the gradients of the scores of all queries, [frames][frames], to those of the table.
    public static void AddGradients<T>(ReadOnlySpan<T> scores, Span<T> table, int frames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < frames; i++)
        {
            ReadOnlySpan<T> row = scores.Slice(i * frames, frames);
            (int below, int within, int start) = Split(-i, frames, table.Length);
            table[0] += Sums.Of(row[..below]);
            Span<T> middle = table.Slice(start, within);
            TensorPrimitives.Add(middle, row.Slice(below, within), middle);
            table[^1] += Sums.Of(row[(below + within)..]);
        }
    }

    // Cuts a stretch of distances where it leaves the table: how many lie below it, how many within, and where in the table those begin.
    private static (int Below, int Within, int Start) Split(int distance, int count, int tableLength)
    {
        int place = distance + (tableLength / 2);
        int below = Math.Clamp(-place, 0, count);
        int start = Math.Clamp(place, 0, tableLength);
        return (below, Math.Clamp(tableLength - start, 0, count - below), start);
    }
}
