using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

// Vectors with one element per channel, repeated so often that one vector operation covers many short rows at once. Up to five at a time.
internal readonly ref struct WideRows<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Widest = 1024;
    private readonly Scratch<T> _scratch;

    public WideRows(
        Tape<T> tape, in Shape shape, ReadOnlySpan<T> first, ReadOnlySpan<T> second = default, ReadOnlySpan<T> third = default, ReadOnlySpan<T> fourth = default, ReadOnlySpan<T> fifth = default)
    {
        int channels = shape.Last;
        Width = channels * Repeats(shape.Count / channels, Widest / channels);
        int count = fifth.Length > 0 ? 5 : fourth.Length > 0 ? 4 : third.Length > 0 ? 3 : second.Length > 0 ? 2 : 1;
        _scratch = tape.Scratch(count * Width);
        Repeat(first, 0);
        Repeat(second, 1);
        Repeat(third, 2);
        Repeat(fourth, 3);
        Repeat(fifth, 4);
    }

    // A multiple of the channels that divides the number of elements.
    public int Width { get; }

    public Span<T> this[int index] => _scratch.Span.Slice(index * Width, Width);

    // Adds the repetitions of a vector up.
    public void Fold(int index, Span<T> sum)
    {
        for (int at = 0; at < Width; at += sum.Length)
        {
            TensorPrimitives.Add(sum, this[index].Slice(at, sum.Length), sum);
        }
    }

    public void Dispose() => _scratch.Dispose();

    // The greatest divisor of the number of rows up to a limit.
    private static int Repeats(int rows, int limit)
    {
        for (int repeats = Math.Min(rows, limit); repeats > 1; repeats--)
        {
            if (rows % repeats == 0)
            {
                return repeats;
            }
        }

        return 1;
    }

    private void Repeat(ReadOnlySpan<T> row, int index)
    {
        for (int at = 0; row.Length > 0 && at < Width; at += row.Length)
        {
            row.CopyTo(this[index][at..]);
        }
    }
}
