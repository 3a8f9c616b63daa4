using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>A whole matrix of codes times one frame: whole numbers within a group, floats across groups, in order.</summary>
internal static unsafe class MatrixLoop<TFormat>
    where TFormat : struct, IWeightFormat
{
    private const int PanelRows = QuantizedLayout.PanelRows;

    /// <summary>target[row] = scale of the frame x sum over groups of scale[row][group] x the group's whole number.</summary>
    /// <param name="kind">Instructions to use.</param>
    /// <param name="layout">Sizes.</param>
    /// <param name="codes">Panels of codes.</param>
    /// <param name="scales">h, <c>[panel][group][32]</c>.</param>
    /// <param name="activations">The frame.</param>
    /// <param name="target">The result, <c>[rows]</c>.</param>
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSums, TCodes>(in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, Span<float> target)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        int* sums = stackalloc int[PanelRows];
        float* results = stackalloc float[PanelRows];
        int groupBlocks = layout.GroupLength / TFormat.Depth;
        int blocks = layout.Blocks(TFormat.Depth);
        int whole = activations.Sum(0, (layout.Columns + QuantizedActivations.Block - 1) / QuantizedActivations.Block);
        bool single = layout.Groups == 1;
        for (int row = 0; row < layout.Rows; row += PanelRows)
        {
            new Span<float>(results, PanelRows).Clear();
            for (int block = 0; block < blocks; block += groupBlocks)
            {
                int count = Math.Min(groupBlocks, blocks - block);
                int k = block * TFormat.Depth;
                PanelProduct<TFormat, TSums, TCodes>.Run(codes, count, activations.Bytes + k, activations.Words + k, sums);
                Scale(sums, layout.ZeroTwice * (single ? whole : GroupSum(layout, activations, k)), scales, results);
                codes += (nint)count * TFormat.Bytes;
                scales += PanelRows;
            }

            Finish(results, activations.Scale, target.Slice(row, Math.Min(PanelRows, layout.Rows - row)));
        }
    }

    private static int GroupSum(in QuantizedLayout layout, QuantizedActivations activations, int k)
    {
        int first = k / QuantizedActivations.Block;
        int end = (Math.Min(k + layout.GroupLength, layout.Columns) + QuantizedActivations.Block - 1) / QuantizedActivations.Block;
        return activations.Sum(first, end - first);
    }

    // results += scale x (2 sum - correction), rounded once to a float before and once after.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(int* sums, int correction, float* scales, float* results)
    {
        var shift = Vector128.Create(correction);
        for (int i = 0; i < PanelRows; i += 4)
        {
            Vector128<int> exact = (Vector128.Load(sums + i) << 1) - shift;
            Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(exact), Vector128.Load(scales + i), Vector128.Load(results + i)).Store(results + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(float* results, float scale, Span<float> target)
    {
        for (int i = 0; i < PanelRows; i += 4)
        {
            (Vector128.Load(results + i) * scale).Store(results + i);
        }

        new ReadOnlySpan<float>(results, target.Length).CopyTo(target);
    }
}
