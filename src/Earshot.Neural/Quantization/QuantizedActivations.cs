// A frame of activations in 8 bits, with one scale for the frame.
//   scale = max |x| / 127, q = x / scale rounded to the nearest, halves to the even
// Kept as bytes and as 16-bit words, whichever the processor multiplies, with the sum of each 32 numbers, from which the products
// subtract what the codes' zero adds. Cost: two passes over the frame.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Earshot.Neural.Kernels;

namespace Earshot.Neural.Quantization;

/// <summary>A frame of activations, quantized once for all matrices that it is multiplied with.</summary>
public sealed unsafe class QuantizedActivations
{
    /// <summary>Numbers that share an entry in the table of sums; groups of weights are multiples of it.</summary>
    internal const int Block = 32;

    private const int Largest = 127;
    private const float Rounder = 12582912f; // 1.5 x 2^23: adding it leaves the nearest integer in the low bits
    private const float Silence = 1e-30f; // below this, 127 / max would overflow; such a frame is zero
    private readonly AlignedArray<sbyte> _bytes; // [k], zero from the frame's end
    private readonly AlignedArray<short> _words; // [k], the same
    private readonly int[] _sums; // [k / 32]

    /// <summary>Makes room for frames.</summary>
    /// <param name="capacity">Length of the longest frame, 1 or more.</param>
    public QuantizedActivations(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        int padded = checked(capacity + Block - 1) / Block * Block;
        _bytes = new AlignedArray<sbyte>(padded);
        _words = new AlignedArray<short>(padded);
        _sums = new int[padded / Block];
    }

    /// <summary>Length of the longest frame.</summary>
    public int Capacity { get; }

    /// <summary>Length of the frame that was quantized last.</summary>
    public int Length { get; private set; }

    /// <summary>What one step stands for; NaN after a frame with a number that is not finite, so that products with it are NaN.</summary>
    public float Scale { get; private set; }

    internal sbyte* Bytes => _bytes.Pointer;

    internal short* Words => _words.Pointer;

    /// <summary>The quantized numbers, -127 to 127.</summary>
    public ReadOnlySpan<sbyte> Codes => _bytes.Span[..Length];

    /// <summary>Quantizes a frame, with the largest magnitude in it at 127; nothing is allocated.</summary>
    /// <param name="values">The frame, 1 to <see cref="Capacity"/> numbers.</param>
    /// <exception cref="ArgumentException">The frame is empty or too long.</exception>
    public void Quantize(ReadOnlySpan<float> values)
    {
        CheckLength(values);
        Quantize(values, LargestMagnitude(values));
    }

    /// <summary>Quantizes a frame with a limit found beforehand; larger numbers are clipped, nothing is allocated.</summary>
    /// <param name="values">The frame, 1 to <see cref="Capacity"/> numbers.</param>
    /// <param name="limit">The magnitude that becomes 127, above 0: see <see cref="ActivationRange"/>.</param>
    /// <exception cref="ArgumentException">The frame is empty or too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not a positive number.</exception>
    public void QuantizeWithin(ReadOnlySpan<float> values, float limit)
    {
        CheckLength(values);
        if (!(limit >= Silence && float.IsFinite(limit)))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "expected a positive number");
        }

        Quantize(values, float.IsFinite(LargestMagnitude(values)) ? limit : float.NaN);
    }

    /// <summary>Sum of the quantized numbers of a part of the frame.</summary>
    internal int Sum(int firstBlock, int blocks)
    {
        int sum = 0;
        foreach (int part in _sums.AsSpan(firstBlock, blocks))
        {
            sum += part;
        }

        return sum;
    }

    private static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        // The largest of NaN and a number is NaN.
        Vector128<float> largest = Vector128<float>.Zero;
        int i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            largest = Vector128.Max(largest, Vector128.Abs(Vector128.Create(values[i..])));
        }

        float single = Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3]));
        for (; i < values.Length; i++)
        {
            single = Math.Max(single, Math.Abs(values[i]));
        }

        return single;
    }

    private void Quantize(ReadOnlySpan<float> values, float limit)
    {
        Length = values.Length;
        int blocks = (values.Length + Block - 1) / Block;
        if (!float.IsFinite(limit) || limit < Silence)
        {
            // Nothing to tell apart: zeros, and a scale that says which nothing it is.
            Scale = limit < Silence ? 0 : float.NaN;
            new Span<sbyte>(Bytes, blocks * Block).Clear();
            new Span<short>(Words, blocks * Block).Clear();
            _sums.AsSpan(0, blocks).Clear();
            return;
        }

        Scale = limit / Largest;
        float inverse = Largest / limit;
        float* last = stackalloc float[Block];
        fixed (float* x = values)
        {
            for (int block = 0; block < blocks; block++)
            {
                float* source = x + (block * Block);
                int left = values.Length - (block * Block);
                if (left < Block)
                {
                    values[(block * Block)..].CopyTo(new Span<float>(last, Block));
                    source = last;
                }

                _sums[block] = QuantizeBlock(source, inverse, Bytes + (block * Block), Words + (block * Block));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int QuantizeBlock(float* source, float inverse, sbyte* bytes, short* words)
    {
        Vector128<int> sum = Vector128<int>.Zero;
        for (int i = 0; i < Block; i += 16)
        {
            Vector128<int> a = Round(source + i, inverse);
            Vector128<int> b = Round(source + i + 4, inverse);
            Vector128<int> c = Round(source + i + 8, inverse);
            Vector128<int> d = Round(source + i + 12, inverse);
            sum += a + b + (c + d);
            Vector128<short> low = Vector128.Narrow(a, b);
            Vector128<short> high = Vector128.Narrow(c, d);
            low.Store(words + i);
            high.Store(words + i + 8);
            Vector128.Narrow(low, high).Store(bytes + i);
        }

        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round(float* source, float inverse)
    {
        var limit = Vector128.Create((float)Largest);
        Vector128<float> scaled = Vector128.MinNative(Vector128.MaxNative(Vector128.Load(source) * inverse, -limit), limit);
        return (scaled + Vector128.Create(Rounder)).AsInt32() - Vector128.Create(Rounder).AsInt32();
    }

    private void CheckLength(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty || values.Length > Capacity)
        {
            throw new ArgumentException($"expected a frame of 1 to {Capacity} numbers, found {values.Length}", nameof(values));
        }
    }
}
