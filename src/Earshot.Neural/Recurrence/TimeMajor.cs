using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Recurrence;

// Recurrent layers go frame by frame through all examples at once, so inside them frames are outermost.
internal static class TimeMajor
{
    // [first][second][width] to [second][first][width].
    public static void Swap<T>(ReadOnlySpan<T> x, Span<T> y, int first, int second, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < first; i++)
        {
            for (int j = 0; j < second; j++)
            {
                x.Slice(((i * second) + j) * width, width).CopyTo(y[(((j * first) + i) * width)..]);
            }
        }
    }

    // The same, added to what is there.
    public static void AddSwapped<T>(ReadOnlySpan<T> x, Span<T> y, int first, int second, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < first; i++)
        {
            for (int j = 0; j < second; j++)
            {
                Span<T> to = y.Slice(((j * first) + i) * width, width);
                TensorPrimitives.Add(to, x.Slice(((i * second) + j) * width, width), to);
            }
        }
    }
}
