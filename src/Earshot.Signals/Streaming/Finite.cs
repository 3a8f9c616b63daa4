using System.Numerics;
using System.Runtime.InteropServices;

namespace Earshot.Signals.Streaming;

/// <summary>Keeps samples that no stream can work with out of filters and feedback loops.</summary>
/// <remarks>
/// A single NaN in a recursive filter stays for ever, a sample of 1e30 overflows when it is squared, and a subnormal number
/// makes some processors a hundred times slower. All three are replaced by 0 at the door; every other value passes unchanged.
/// </remarks>
public static class Finite
{
    /// <summary>Magnitudes from here on are replaced: 2^40, 240 dB above full scale.</summary>
    /// <remarks>The sum of the squares of 2^46 such samples is still a finite float32.</remarks>
    public const float Limit = 1L << 40;

    // float32 bit patterns of positive numbers are ordered as the numbers are, so one unsigned comparison finds
    // zero, subnormal, too large, infinite and NaN.
    private const uint MagnitudeMask = 0x7FFFFFFF;
    private const uint SmallestNormal = 0x00800000;
    private const uint AcceptedSpan = ((127 + 40) << 23) - SmallestNormal;

    /// <summary>Copies samples; what is NaN, infinite, subnormal or beyond <see cref="Limit"/> becomes 0.</summary>
    /// <param name="source">Samples of any kind.</param>
    /// <param name="target">As many samples; may be the same memory as <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> is shorter than <paramref name="source"/>.</exception>
    public static void Copy(ReadOnlySpan<float> source, Span<float> target)
    {
        if (target.Length < source.Length)
        {
            throw new ArgumentException($"expected room for {source.Length} samples, got {target.Length}", nameof(target));
        }

        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(source);
        Span<uint> result = MemoryMarshal.Cast<float, uint>(target);
        var mask = new Vector<uint>(MagnitudeMask);
        var smallest = new Vector<uint>(SmallestNormal);
        var span = new Vector<uint>(AcceptedSpan);
        int n = 0;
        // Vector<uint>.Count lanes at a time; the remainder, and the scalar twin, is Pass.
        for (; n <= bits.Length - Vector<uint>.Count; n += Vector<uint>.Count)
        {
            var value = new Vector<uint>(bits[n..]);
            Vector<uint> accepted = Vector.LessThan((value & mask) - smallest, span);
            (value & accepted).CopyTo(result[n..]);
        }

        for (; n < bits.Length; n++)
        {
            result[n] = Pass(bits[n]);
        }
    }

    /// <summary>The sample itself, or 0 when it is NaN, infinite, subnormal or beyond <see cref="Limit"/>.</summary>
    /// <param name="sample">Any float.</param>
    public static float OrZero(float sample) => BitConverter.UInt32BitsToSingle(Pass(BitConverter.SingleToUInt32Bits(sample)));

    private static uint Pass(uint bits) => unchecked((bits & MagnitudeMask) - SmallestNormal) < AcceptedSpan ? bits : 0;
}
