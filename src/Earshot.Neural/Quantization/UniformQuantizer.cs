// A uniform quantizer of b bits, given by two integers: level(u) = h (2 u - z) for codes u = 0 .. 2^b - 1.
//   mid-tread: z = 2^b, so that code 2^(b-1) is zero and h half a step; code 0 is not used, for symmetry
//   mid-rise:  z = 2^b - 1, so that levels are odd multiples of h, none of them zero
// Levels are integers times one scale in both cases, so products stay whole numbers until the end.
// Source: B. Widrow, I. Kollar, "Quantization Noise", 2008, chapter 1 (the two kinds).
namespace Earshot.Neural.Quantization;

/// <summary>Codes and levels of a uniform quantizer.</summary>
/// <param name="Bits">Bits per code, 2 to 8.</param>
/// <param name="Levels">Where the levels lie.</param>
public readonly record struct UniformQuantizer(int Bits, QuantizationLevels Levels)
{
    /// <summary>z: twice the code at which the level would be zero.</summary>
    public int ZeroTwice => Levels == QuantizationLevels.MidRise ? (1 << Bits) - 1 : 1 << Bits;

    /// <summary>The largest |2 u - z|: the largest level in units of h.</summary>
    public int Span => (1 << Bits) - (Levels == QuantizationLevels.MidRise ? 1 : 2);

    /// <summary>The first code in use.</summary>
    public int LowestCode => Levels == QuantizationLevels.MidRise ? 0 : 1;

    /// <summary>The last code.</summary>
    public int HighestCode => (1 << Bits) - 1;

    /// <summary>h for weights up to a limit: mid-tread has a level at the limit, mid-rise parts -limit .. limit into equal cells.</summary>
    /// <param name="limit">The largest weight that is not clipped, 0 or more.</param>
    public float ScaleFor(float limit) => Levels == QuantizationLevels.MidRise ? limit / (1 << Bits) : limit / Span;

    /// <summary>The nearest code; a value on the bound of two cells belongs to the upper one (mid-rise) or the even step (mid-tread).</summary>
    /// <param name="value">A weight; NaN becomes the lowest code.</param>
    /// <param name="scale">h, 0 or more.</param>
    public int Code(float value, float scale)
    {
        if (scale == 0)
        {
            return (ZeroTwice + 1) / 2;
        }

        // u = (value / h + z) / 2, rounded.
        double place = (double)value / scale / 2;
        double code = Levels == QuantizationLevels.MidRise ? Math.Floor(place) + (1 << (Bits - 1)) : Math.Round(place) + (1 << (Bits - 1));
        return !(code > LowestCode) ? LowestCode : code > HighestCode ? HighestCode : (int)code;
    }

    /// <summary>The level of a code.</summary>
    /// <param name="code">u, 0 to 2^b - 1.</param>
    /// <param name="scale">h.</param>
    public float Level(int code, float scale) => scale * ((2 * code) - ZeroTwice);
}
