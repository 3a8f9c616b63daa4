// Frames of activations in 8 bits, with one scale for each frame.
//   scale = max |x| / 127, q = x / scale rounded to the nearest, halves to the even
// Kept as bytes and as 16-bit words, whichever the processor multiplies, with running sums, by which the products
// take off what the codes' zero adds. Cost: two passes over the frame.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Earshot.Neural.Kernels;

namespace Earshot.Neural.Quantization;

/// <summary>Frames of activations, quantized once for all matrices that they are multiplied with.</summary>
public sealed unsafe class QuantizedActivations
{
    /// <summary>Frames are filled up to multiples of this; groups of weights are multiples of it, too.</summary>
    internal const int Block = 32;

    private const int Largest = 127;
    private const float Rounder = 12582912f; // 1.5 x 2^23: adding it leaves the nearest integer in the low bits
    private const float Silence = 1e-30f; // below this, 127 / max would overflow; such a frame is zero
    private readonly int _stride; // numbers from frame to frame
    private readonly AlignedArray<sbyte> _bytes; // [frame][k], zero from the frame's end
    private readonly AlignedArray<short> _words; // [frame][k], the same
    private readonly int[] _sums; // [frame][k / 32], of all blocks before
    private readonly float[] _scales; // [frame]

    /// <summary>Makes room for frames.</summary>
    /// <param name="capacity">Length of the longest frame, 1 or more.</param>
    /// <param name="frameCapacity">Most frames that are quantized together, 1 or more. Four together cost little more than one where weights
    /// come from memory.</param>
    public QuantizedActivations(int capacity, int frameCapacity = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameCapacity, 1);
        Capacity = capacity;
        FrameCapacity = frameCapacity;

        // Kernels for several frames take four; what they make of frames that are not there is dropped.
        int held = frameCapacity == 1 ? 1 : checked(frameCapacity + 3) / 4 * 4;
        _stride = checked(capacity + Block - 1) / Block * Block;
        _bytes = new AlignedArray<sbyte>(checked(held * _stride));
        _words = new AlignedArray<short>(checked(held * _stride));
        _sums = new int[held * ((_stride / Block) + 1)];
        _scales = new float[held];
    }

    /// <summary>Length of the longest frame.</summary>
    public int Capacity { get; }

    /// <summary>Most frames at a time.</summary>
    public int FrameCapacity { get; }

    /// <summary>Length of the frames that were quantized last.</summary>
    public int Length { get; private set; }

    /// <summary>How many frames were quantized last.</summary>
    public int Frames { get; private set; }

    internal sbyte* Bytes => _bytes.Pointer;

    internal short* Words => _words.Pointer;

    /// <summary>What one step of a frame stands for; NaN after a frame with a number that is not finite, so that products with it are NaN.</summary>
    /// <param name="frame">The frame, 0 to <see cref="Frames"/> - 1.</param>
    public float ScaleOf(int frame) => _scales[frame];

    /// <summary>The quantized numbers of a frame, -127 to 127.</summary>
    /// <param name="frame">The frame, 0 to <see cref="Frames"/> - 1.</param>
    public ReadOnlySpan<sbyte> CodesOf(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)frame, (uint)Frames, nameof(frame));
        return _bytes.Span.Slice(frame * _stride, Length);
    }

    /// <summary>Quantizes a frame, with the largest magnitude in it at 127; nothing is allocated.</summary>
    /// <param name="values">The frame, 1 to <see cref="Capacity"/> numbers.</param>
    /// <exception cref="ArgumentException">The frame is empty or too long.</exception>
    public void Quantize(ReadOnlySpan<float> values) => Quantize(values, 1);

    /// <summary>Quantizes frames, each with its largest magnitude at 127; nothing is allocated.</summary>
    /// <param name="values">The frames, <c>[frames][length]</c>, each of 1 to <see cref="Capacity"/> numbers.</param>
    /// <param name="frames">How many, 1 to <see cref="FrameCapacity"/>.</param>
    /// <exception cref="ArgumentException">There are too many frames, they are too long or not all of one length.</exception>
    public void Quantize(ReadOnlySpan<float> values, int frames)
    {
        SetSize(values, frames);
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> own = values.Slice(frame * Length, Length);
            Quantize(frame, own, LargestMagnitude(own));
        }
    }

    /// <summary>Quantizes a frame with a limit found beforehand; larger numbers are clipped, nothing is allocated.</summary>
    /// <param name="values">The frame, 1 to <see cref="Capacity"/> numbers.</param>
    /// <param name="limit">The magnitude that becomes 127, above 0: see <see cref="ActivationRange"/>.</param>
    /// <exception cref="ArgumentException">The frame is empty or too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not a positive number.</exception>
    public void QuantizeWithin(ReadOnlySpan<float> values, float limit)
    {
        if (!(limit >= Silence && float.IsFinite(limit)))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "expected a positive number");
        }

        SetSize(values, 1);
        Quantize(0, values, float.IsFinite(LargestMagnitude(values)) ? limit : float.NaN);
    }

    /// <summary>Where a number of a frame is among <see cref="Bytes"/> and <see cref="Words"/>.</summary>
    internal nint Place(int frame, int k) => ((nint)frame * _stride) + k;

    /// <summary>Sum of the quantized numbers of a part of a frame, from a multiple of 32 on, as far as the frame goes.</summary>
    internal int Sum(int frame, int start, int count)
    {
        int first = frame * ((_stride / Block) + 1);
        int end = Math.Min(start + count, Length);
        return _sums[first + ((end + Block - 1) / Block)] - _sums[first + (start / Block)];
    }

    // Magnitudes are in the order of their bits, with infinity and then NaN above all numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        const int Magnitude = int.MaxValue;
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        ReadOnlySpan<Vector128<int>> fours = MemoryMarshal.Cast<int, Vector128<int>>(bits);
        var mask = Vector128.Create(Magnitude);
        Vector128<int> a = default;
        Vector128<int> b = default;
        Vector128<int> c = default;
        Vector128<int> d = default;
        int i = 0;
        for (; i <= fours.Length - 4; i += 4)
        {
            a = Vector128.Max(a, fours[i] & mask);
            b = Vector128.Max(b, fours[i + 1] & mask);
            c = Vector128.Max(c, fours[i + 2] & mask);
            d = Vector128.Max(d, fours[i + 3] & mask);
        }

        a = Vector128.Max(Vector128.Max(a, b), Vector128.Max(c, d));
        int largest = Math.Max(Math.Max(a[0], a[1]), Math.Max(a[2], a[3]));
        foreach (int rest in bits[(i * Vector128<int>.Count)..])
        {
            largest = Math.Max(largest, rest & Magnitude);
        }

        return BitConverter.Int32BitsToSingle(largest);
    }

    private void Quantize(int frame, ReadOnlySpan<float> values, float limit)
    {
        int blocks = (values.Length + Block - 1) / Block;
        sbyte* bytes = Bytes + Place(frame, 0);
        short* words = Words + Place(frame, 0);
        Span<int> sums = _sums.AsSpan(frame * ((_stride / Block) + 1), blocks + 1);
        if (!float.IsFinite(limit) || limit < Silence)
        {
            // Nothing to tell apart: zeros, and a scale that says which nothing it is.
            _scales[frame] = limit < Silence ? 0 : float.NaN;
            new Span<sbyte>(bytes, blocks * Block).Clear();
            new Span<short>(words, blocks * Block).Clear();
            sums.Clear();
            return;
        }

        _scales[frame] = limit / Largest;
        float inverse = Largest / limit;
        float* last = stackalloc float[Block];
        fixed (float* x = values)
        {
            for (int block = 0; block < blocks; block++)
            {
                float* source = x + (block * Block);
                if (values.Length - (block * Block) < Block)
                {
                    values[(block * Block)..].CopyTo(new Span<float>(last, Block));
                    source = last;
                }

                sums[block + 1] = sums[block] + QuantizeBlock(source, inverse, bytes + (block * Block), words + (block * Block));
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

    private void SetSize(ReadOnlySpan<float> values, int frames)
    {
        if (frames < 1 || frames > FrameCapacity)
        {
            throw new ArgumentOutOfRangeException(nameof(frames), frames, $"expected 1 to {FrameCapacity} frames");
        }

        if (values.IsEmpty || values.Length % frames != 0 || values.Length / frames > Capacity)
        {
            throw new ArgumentException($"expected {frames} frames of 1 to {Capacity} numbers, found {values.Length} numbers", nameof(values));
        }

        Length = values.Length / frames;
        Frames = frames;
    }
}
