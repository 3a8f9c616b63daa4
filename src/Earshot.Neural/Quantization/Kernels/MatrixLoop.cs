using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>A whole matrix of codes times frames: whole numbers within a group, floats across groups, in order.</summary>
internal static unsafe class MatrixLoop<TFormat>
    where TFormat : struct, IWeightFormat
{
    private const int StripRows = QuantizedLayout.StripRows;
    private const int Quarters = QuantizedLayout.Quarters;

    /// <summary>target[frame][row] = scale of the frame x sum over groups of scale[row][group] x the group's whole number.</summary>
    /// <param name="kind">Instructions to use.</param>
    /// <param name="layout">Sizes.</param>
    /// <param name="codes">Strips of codes.</param>
    /// <param name="scales">h, <c>[strip][group][8]</c>.</param>
    /// <param name="activations">The frames.</param>
    /// <param name="target">The result, <c>[frame][rows]</c>.</param>
    public static void Run(DotKind kind, in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, Span<float> target)
    {
        switch (kind)
        {
            case DotKind.Vnni:
                Run<VnniSums, Codes256>(layout, codes, scales, activations, target);
                break;
            case DotKind.Avx512:
                Run<Avx512Sums, Codes256>(layout, codes, scales, activations, target);
                break;
            case DotKind.Avx2:
                Run<Avx2Sums, Codes256>(layout, codes, scales, activations, target);
                break;
            default:
                Run<PortableSums, Codes128>(layout, codes, scales, activations, target);
                break;
        }
    }

    private static void Run<TSums, TCodes>(in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, Span<float> target)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        for (int frame = 0; frame < activations.Frames;)
        {
            int together = Math.Min(FramesProduct<TFormat, TSums, TCodes>.Frames, activations.Frames - frame);
            if (together == 1)
            {
                One<TSums, TCodes>(layout, codes, scales, activations, frame, target.Slice(frame * layout.Rows, layout.Rows));
            }
            else
            {
                Several<TSums, TCodes>(layout, codes, scales, activations, frame, target.Slice(frame * layout.Rows, together * layout.Rows));
            }

            frame += together;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TSums, TCodes>(in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, int frame, Span<float> target)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        int* sums = stackalloc int[Quarters * StripRows];
        float* results = stackalloc float[Quarters * StripRows];
        int quarter = layout.QuarterStrips;
        int blocks = layout.Blocks(TFormat.Depth);
        nint strip = (nint)blocks * TFormat.Bytes;
        for (int i = 0; i < quarter; i++)
        {
            new Span<float>(results, Quarters * StripRows).Clear();
            for (int group = 0; group < layout.Groups; group++)
            {
                int block = group * layout.GroupLength / TFormat.Depth;
                int count = Math.Min(layout.GroupLength / TFormat.Depth, blocks - block);
                byte* first = codes + (i * strip) + ((nint)block * TFormat.Bytes);
                nint k = activations.Place(frame, block * TFormat.Depth);
                StripProduct<TFormat, TSums, TCodes>.Run(first, quarter * strip, count, activations.Bytes + k, activations.Words + k, sums);
                int correction = layout.ZeroTwice * activations.Sum(frame, group * layout.GroupLength, layout.GroupLength);
                for (int q = 0; q < Quarters; q++)
                {
                    float* h = scales + layout.ScaleIndex(((q * quarter) + i) * StripRows, group);
                    RowScaling.Add(sums + (q * StripRows), correction, h, results + (q * StripRows));
                }
            }

            for (int q = 0; q < Quarters; q++)
            {
                int row = Math.Min(((q * quarter) + i) * StripRows, target.Length);
                RowScaling.Finish(results + (q * StripRows), activations.ScaleOf(frame), target[row..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Several<TSums, TCodes>(in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, int frame, Span<float> target)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        const int Pair = 2 * StripRows;
        int* sums = stackalloc int[FramesProduct<TFormat, TSums, TCodes>.Frames * Pair];
        float* results = stackalloc float[FramesProduct<TFormat, TSums, TCodes>.Frames * Pair];
        int frames = target.Length / layout.Rows;
        int half = layout.Strips / 2;
        int blocks = layout.Blocks(TFormat.Depth);
        nint strip = (nint)blocks * TFormat.Bytes;
        for (int i = 0; i < half; i++)
        {
            new Span<float>(results, frames * Pair).Clear();
            for (int group = 0; group < layout.Groups; group++)
            {
                int block = group * layout.GroupLength / TFormat.Depth;
                int count = Math.Min(layout.GroupLength / TFormat.Depth, blocks - block);
                byte* first = codes + (i * strip) + ((nint)block * TFormat.Bytes);
                nint k = activations.Place(frame, block * TFormat.Depth);
                FramesProduct<TFormat, TSums, TCodes>.Run(first, half * strip, count, activations.Bytes + k, activations.Words + k, activations.Place(1, 0), sums);
                float* low = scales + layout.ScaleIndex(i * StripRows, group);
                float* high = scales + layout.ScaleIndex((half + i) * StripRows, group);
                for (int f = 0; f < frames; f++)
                {
                    int correction = layout.ZeroTwice * activations.Sum(frame + f, group * layout.GroupLength, layout.GroupLength);
                    RowScaling.Add(sums + (f * Pair), correction, low, results + (f * Pair));
                    RowScaling.Add(sums + (f * Pair) + StripRows, correction, high, results + (f * Pair) + StripRows);
                }
            }

            for (int f = 0; f < frames; f++)
            {
                Span<float> rows = target.Slice(f * layout.Rows, layout.Rows);
                RowScaling.Finish(results + (f * Pair), activations.ScaleOf(frame + f), rows[Math.Min(i * StripRows, rows.Length)..]);
                RowScaling.Finish(results + (f * Pair) + StripRows, activations.ScaleOf(frame + f), rows[Math.Min((half + i) * StripRows, rows.Length)..]);
            }
        }
    }
}
