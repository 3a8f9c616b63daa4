namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Codes of one width in strips: how many bytes they take, how they are placed, and their products.</summary>
internal abstract unsafe class WeightCodec
{
    private static readonly WeightCodec Eight = new FormatCodec<EightBits>();
    private static readonly WeightCodec Four = new FormatCodec<FourBits>();
    private static readonly WeightCodec Three = new FormatCodec<ThreeBits>();
    private static readonly WeightCodec Two = new FormatCodec<TwoBits>();

    /// <summary>The codec for a number of bits.</summary>
    /// <param name="bits">8, 4, 3 or 2.</param>
    public static WeightCodec For(int bits) => bits switch
    {
        8 => Eight,
        4 => Four,
        3 => Three,
        2 => Two,
        _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "expected 8, 4, 3 or 2 bits"),
    };

    /// <summary>Bytes of all strips.</summary>
    public abstract long Bytes(in QuantizedLayout layout);

    /// <summary>Writes a code into memory that was zero.</summary>
    public abstract void Put(in QuantizedLayout layout, byte* strips, int row, int column, int code);

    /// <summary>Reads a code.</summary>
    public abstract int Get(in QuantizedLayout layout, byte* strips, int row, int column);

    /// <summary>The product with a frame.</summary>
    public abstract void Multiply(DotKind kind, in QuantizedLayout layout, byte* codes, float* scales, QuantizedActivations activations, Span<float> target);
}
