// Weights of 8, 4, 3 or 2 bits times frames of 8-bit activations: what a device runs.
//   y[row] = s sum over groups g of h[row][g] (2 sum over k in g of u[row][k] q[k] - z sum over k in g of q[k])
// with codes u, activations q, scales h of the weights and s of the frame. The inner sums are exact whole numbers, so every form of
// the kernel gives the same bits. Codes lie in strips of eight rows, read from front to back (Kernels/StripProduct).
// Cost of a frame: the time to read Rows x Columns x Bits / 8 bytes where they are not in the first caches.
using Earshot.Neural.Kernels;
using Earshot.Neural.Quantization.Kernels;

namespace Earshot.Neural.Quantization;

/// <summary>A matrix of quantized weights, <c>[rows][columns]</c> (outputs, inputs), really packed.</summary>
/// <remarks>Immutable: any number of threads and streams may use one at a time. Products allocate nothing.</remarks>
public sealed unsafe class QuantizedMatrix
{
    /// <summary>The most columns for which no sum can leave 32 bits: 2 x 255 x 127 x 32768 &lt; 2^31.</summary>
    public const int MaxColumns = 32768;

    [ThreadStatic]
    private static QuantizedActivations? _frame;

    private readonly QuantizedLayout _layout;
    private readonly WeightCodec _codec;
    private readonly AlignedArray<byte> _codes; // [strip][block][format]
    private readonly AlignedArray<float> _scales; // [strip][group][8]

    private QuantizedMatrix(int rows, int columns, UniformQuantizer quantizer, int groupLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MaxColumns);
        ArgumentOutOfRangeException.ThrowIfNegative(groupLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(groupLength % QuantizedActivations.Block, 0, nameof(groupLength));
        Quantizer = quantizer;
        _codec = WeightCodec.For(quantizer.Bits);
        int whole = (columns + QuantizedActivations.Block - 1) / QuantizedActivations.Block * QuantizedActivations.Block;
        _layout = new QuantizedLayout(rows, columns, groupLength == 0 ? whole : Math.Min(groupLength, whole), quantizer.ZeroTwice);
        _codes = new AlignedArray<byte>(checked((int)_codec.Bytes(_layout)));
        _scales = new AlignedArray<float>(checked(_layout.Strips * _layout.Groups * QuantizedLayout.StripRows));
    }

    /// <summary>Outputs.</summary>
    public int Rows => _layout.Rows;

    /// <summary>Inputs.</summary>
    public int Columns => _layout.Columns;

    /// <summary>Bits and levels.</summary>
    public UniformQuantizer Quantizer { get; }

    /// <summary>Groups of a row that have a scale each.</summary>
    public int Groups => _layout.Groups;

    /// <summary>Bits in memory per weight, scales and padding included.</summary>
    public double BitsPerWeight => 8.0 * (_codes.Length + (sizeof(float) * (double)_scales.Length)) / ((double)Rows * Columns);

    /// <summary>The packed codes as they lie in memory, for files: the same on every machine.</summary>
    public ReadOnlySpan<byte> PackedCodes => _codes.Span;

    /// <summary>The scales as they lie in memory, <c>[strip][group][8]</c>.</summary>
    public ReadOnlySpan<float> PackedScales => _scales.Span;

    /// <summary>Quantizes weights.</summary>
    /// <param name="rows">Outputs, 1 or more.</param>
    /// <param name="columns">Inputs, 1 to <see cref="MaxColumns"/>.</param>
    /// <param name="weights">Finite weights, <c>[rows][columns]</c>.</param>
    /// <param name="options">Bits, levels, groups, clipping.</param>
    /// <exception cref="ArgumentException">The weights are not rows x columns finite numbers, or an option is out of range.</exception>
    public static QuantizedMatrix Quantize(int rows, int columns, ReadOnlySpan<float> weights, QuantizationOptions options)
    {
        options.Validate(nameof(options));
        var quantizer = new UniformQuantizer(options.Bits, options.Levels);
        var matrix = new QuantizedMatrix(rows, columns, quantizer, options.GroupLength);
        matrix.CheckCount(weights.Length, nameof(weights));
        if (weights.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new ArgumentException("expected finite weights, found infinity or NaN", nameof(weights));
        }

        for (int row = 0; row < rows; row++)
        {
            for (int group = 0; group < matrix.Groups; group++)
            {
                int start = group * matrix._layout.GroupLength;
                ReadOnlySpan<float> set = weights.Slice((row * columns) + start, Math.Min(matrix._layout.GroupLength, columns - start));
                float scale = ScaleSearch.Find(set, quantizer, options);
                matrix.Scale(row, group) = scale;
                for (int i = 0; i < set.Length; i++)
                {
                    matrix._codec.Put(matrix._layout, matrix._codes.Pointer, row, start + i, quantizer.Code(set[i], scale));
                }
            }
        }

        return matrix;
    }

    /// <summary>Packs codes that were found elsewhere, such as those of a network trained at few bits.</summary>
    /// <param name="rows">Outputs, 1 or more.</param>
    /// <param name="columns">Inputs, 1 to <see cref="MaxColumns"/>.</param>
    /// <param name="quantizer">What the codes mean: 8, 4, 3 or 2 bits.</param>
    /// <param name="groupLength">Weights along a row that share a scale, a multiple of 32, or 0 for whole rows.</param>
    /// <param name="codes">Codes, <c>[rows][columns]</c>.</param>
    /// <param name="scales">Scales h, <c>[rows][groups]</c>.</param>
    /// <exception cref="ArgumentException">Counts do not match, or a code has too many bits.</exception>
    public static QuantizedMatrix FromCodes(int rows, int columns, UniformQuantizer quantizer, int groupLength, ReadOnlySpan<byte> codes, ReadOnlySpan<float> scales)
    {
        var matrix = new QuantizedMatrix(rows, columns, quantizer, groupLength);
        matrix.CheckCount(codes.Length, nameof(codes));
        Expect(rows * matrix.Groups, scales.Length, nameof(scales));
        for (int row = 0; row < rows; row++)
        {
            for (int group = 0; group < matrix.Groups; group++)
            {
                matrix.Scale(row, group) = scales[(row * matrix.Groups) + group];
            }

            for (int column = 0; column < columns; column++)
            {
                int code = codes[(row * columns) + column];
                if (code > quantizer.HighestCode)
                {
                    throw new ArgumentException($"expected codes of at most {quantizer.HighestCode}, found {code} in row {row}, column {column}", nameof(codes));
                }

                matrix._codec.Put(matrix._layout, matrix._codes.Pointer, row, column, code);
            }
        }

        return matrix;
    }

    /// <summary>Restores a matrix from what <see cref="PackedCodes"/> and <see cref="PackedScales"/> gave.</summary>
    /// <param name="rows">Outputs, 1 or more.</param>
    /// <param name="columns">Inputs, 1 to <see cref="MaxColumns"/>.</param>
    /// <param name="quantizer">What the codes mean.</param>
    /// <param name="groupLength">Weights along a row that share a scale, a multiple of 32, or 0 for whole rows.</param>
    /// <param name="packedCodes">Strips of codes.</param>
    /// <param name="packedScales">Strips of scales.</param>
    /// <exception cref="ArgumentException">There are not as many bytes or scales as the sizes ask for.</exception>
    public static QuantizedMatrix FromPacked(int rows, int columns, UniformQuantizer quantizer, int groupLength, ReadOnlySpan<byte> packedCodes, ReadOnlySpan<float> packedScales)
    {
        var matrix = new QuantizedMatrix(rows, columns, quantizer, groupLength);
        Expect(matrix._codes.Length, packedCodes.Length, nameof(packedCodes));
        Expect(matrix._scales.Length, packedScales.Length, nameof(packedScales));
        packedCodes.CopyTo(matrix._codes.Span);
        packedScales.CopyTo(matrix._scales.Span);
        return matrix;
    }

    /// <summary>Multiplies with frames that were quantized before, perhaps for several matrices.</summary>
    /// <param name="activations">The frames, <see cref="Columns"/> numbers each.</param>
    /// <param name="target">The results, <c>[frame][rows]</c>: the same numbers as frame by frame.</param>
    /// <exception cref="ArgumentException">A length does not match.</exception>
    public void Multiply(QuantizedActivations activations, Span<float> target) => Multiply(DotKinds.Best, activations, target);

    /// <summary>Quantizes a frame and multiplies with it.</summary>
    /// <param name="values">The frame, <see cref="Columns"/> numbers.</param>
    /// <param name="target">The result, <see cref="Rows"/> numbers.</param>
    /// <exception cref="ArgumentException">A length does not match.</exception>
    public void Multiply(ReadOnlySpan<float> values, Span<float> target)
    {
        Expect(Columns, values.Length, nameof(values));
        QuantizedActivations frame = _frame is { } known && known.Capacity >= Columns ? known : _frame = new QuantizedActivations(Columns);
        frame.Quantize(values);
        Multiply(frame, target);
    }

    /// <summary>Writes the weights that the codes stand for.</summary>
    /// <param name="weights">Room for <c>[rows][columns]</c>.</param>
    /// <exception cref="ArgumentException">The length does not match.</exception>
    public void Unpack(Span<float> weights)
    {
        CheckCount(weights.Length, nameof(weights));
        for (int i = 0; i < weights.Length; i++)
        {
            int row = i / Columns;
            int column = i % Columns;
            weights[i] = Quantizer.Level(Code(row, column), Scale(row, column / _layout.GroupLength));
        }
    }

    /// <summary>One code.</summary>
    /// <param name="row">Output, 0 to <see cref="Rows"/> - 1.</param>
    /// <param name="column">Input, 0 to <see cref="Columns"/> - 1.</param>
    public int Code(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        return _codec.Get(_layout, _codes.Pointer, row, column);
    }

    /// <summary>Compares with the weights that were quantized.</summary>
    /// <param name="weights">The weights, <c>[rows][columns]</c>.</param>
    /// <exception cref="ArgumentException">The length does not match.</exception>
    public QuantizationError Compare(ReadOnlySpan<float> weights)
    {
        CheckCount(weights.Length, nameof(weights));
        float[] restored = new float[weights.Length];
        Unpack(restored);
        double signal = 0;
        double noise = 0;
        double largest = 0;
        for (int i = 0; i < restored.Length; i++)
        {
            double error = (double)weights[i] - restored[i];
            signal += (double)weights[i] * weights[i];
            noise += error * error;
            largest = Math.Max(largest, Math.Abs(error));
        }

        return new QuantizationError(noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise), largest, BitsPerWeight);
    }

    /// <summary>The product with chosen instructions.</summary>
    internal void Multiply(DotKind kind, QuantizedActivations activations, Span<float> target)
    {
        Expect(Columns, activations.Length, nameof(activations));
        Expect((long)Rows * activations.Frames, target.Length, nameof(target));
        _codec.Multiply(kind, _layout, _codes.Pointer, _scales.Pointer, activations, target);
        GC.KeepAlive(this);
        GC.KeepAlive(activations);
    }

    private static void Expect(long expected, int actual, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"quantized matrix: expected {expected} elements in {name}, found {actual}", name);
        }
    }

    private void CheckCount(int actual, string name) => Expect((long)Rows * Columns, actual, name);

    private ref float Scale(int row, int group) => ref _scales.Span[_layout.ScaleIndex(row, group)];
}
