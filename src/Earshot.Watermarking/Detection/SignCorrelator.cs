using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Sums the frames of a period with the signs of a key and gives the energy of the sum, for every skew of the grid.</summary>
/// <remarks>
/// With U = sum over r of s_r y_r, |U|^2 holds the inner products of all pairs of frames, undone of their signs: the modulated
/// self-correlation of Tai and Mansour (2019) at a cost that is linear in the number of frames. The energies are divided by what they
/// would be without any correlation, P = sum of |y_r|^2, so that each is 1 on the average for an unmarked signal. Cost a call:
/// 192 rows x 4 vectors of additions, then about 200 vector operations for the seven skews.
/// Lanes: a row is 32 real parts, then 32 imaginary parts; there is no remainder. The scalar twin is in the tests.
/// </remarks>
internal static class SignCorrelator
{
    /// <summary>Energies of one instant: <c>[skew][lane]</c>.</summary>
    public const int RatioLength = SkewGrid.Count * FeatureGrid.Lanes;

    /// <summary>Sums of the groups of a period, <c>[group][lane of a row]</c>.</summary>
    public const int GroupSumsLength = SkewGrid.GroupCount * FeatureGrid.RowLength;

    /// <summary>Power that is added to P: that of three full frames, so that the few frames of an onset are not taken for a whole period.</summary>
    private const float PriorPower = 3;

    /// <summary>The power of a period in each bin, P.</summary>
    /// <param name="period"><see cref="FeatureGrid.SyncSpan"/> rows.</param>
    /// <param name="power"><see cref="FeatureGrid.Lanes"/> sums.</param>
    public static void SumPower(ReadOnlySpan<float> period, Span<float> power)
    {
        ref float row = ref MemoryMarshal.GetReference(period);
        Vector512<float> low = Vector512<float>.Zero;
        Vector512<float> high = Vector512<float>.Zero;
        for (int frame = 0; frame < MarkFormat.SyncFrameCount; frame++)
        {
            nuint at = (nuint)(frame * FeatureGrid.RowsPerFrame * FeatureGrid.RowLength);
            var a = Vector512.LoadUnsafe(ref row, at);
            var b = Vector512.LoadUnsafe(ref row, at + 16);
            var c = Vector512.LoadUnsafe(ref row, at + 32);
            var d = Vector512.LoadUnsafe(ref row, at + 48);
            low += (a * a) + (c * c);
            high += (b * b) + (d * d);
        }

        low.CopyTo(power);
        high.CopyTo(power[16..]);
    }

    /// <summary>Sums each group of frames with the signs of the key.</summary>
    /// <param name="period"><see cref="FeatureGrid.SyncSpan"/> rows.</param>
    /// <param name="signs">One value a frame, +1 or -1.</param>
    /// <param name="sums"><see cref="GroupSumsLength"/> sums.</param>
    public static void SumGroups(ReadOnlySpan<float> period, ReadOnlySpan<float> signs, Span<float> sums)
    {
        ref float row = ref MemoryMarshal.GetReference(period);
        for (int group = 0; group < SkewGrid.GroupCount; group++)
        {
            Vector512<float> a = Vector512<float>.Zero;
            Vector512<float> b = Vector512<float>.Zero;
            Vector512<float> c = Vector512<float>.Zero;
            Vector512<float> d = Vector512<float>.Zero;
            for (int i = 0; i < SkewGrid.FramesPerGroup; i++)
            {
                int frame = (group * SkewGrid.FramesPerGroup) + i;
                nuint at = (nuint)(frame * FeatureGrid.RowsPerFrame * FeatureGrid.RowLength);
                Vector512<float> sign = Vector512.Create(signs[frame]);
                a += sign * Vector512.LoadUnsafe(ref row, at);
                b += sign * Vector512.LoadUnsafe(ref row, at + 16);
                c += sign * Vector512.LoadUnsafe(ref row, at + 32);
                d += sign * Vector512.LoadUnsafe(ref row, at + 48);
            }

            Span<float> target = sums.Slice(group * FeatureGrid.RowLength, FeatureGrid.RowLength);
            a.CopyTo(target);
            b.CopyTo(target[16..]);
            c.CopyTo(target[32..]);
            d.CopyTo(target[48..]);
        }
    }

    /// <summary>Joins the groups for every skew and gives the energies relative to the power.</summary>
    /// <param name="sums">The result of <see cref="SumGroups"/>.</param>
    /// <param name="power">The result of <see cref="SumPower"/>.</param>
    /// <param name="ratios"><see cref="RatioLength"/> values.</param>
    public static void JoinGroups(ReadOnlySpan<float> sums, ReadOnlySpan<float> power, Span<float> ratios)
    {
        ref float source = ref MemoryMarshal.GetReference(sums);
        ref float cosine = ref MemoryMarshal.GetArrayDataReference(SkewGrid.Cosine);
        ref float sine = ref MemoryMarshal.GetArrayDataReference(SkewGrid.Sine);
        for (nuint half = 0; half < FeatureGrid.Lanes; half += 16)
        {
            Vector512<float> scale = Vector512<float>.One / (Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(power), half) + Vector512.Create(PriorPower));

            // 1. no skew: the plain sum
            Vector512<float> re = Vector512<float>.Zero;
            Vector512<float> im = Vector512<float>.Zero;
            for (nuint group = 0; group < SkewGrid.GroupCount; group++)
            {
                re += Vector512.LoadUnsafe(ref source, (group * FeatureGrid.RowLength) + half);
                im += Vector512.LoadUnsafe(ref source, (group * FeatureGrid.RowLength) + FeatureGrid.Lanes + half);
            }

            (((re * re) + (im * im)) * scale).CopyTo(ratios[(int)half..]);

            // 2. each skew: later and earlier group of a pair turn in opposite directions, so
            //    e^{-ia} L + e^{ia} E = cos a (L + E) - i sin a (L - E), and the other sign of a for the other sign of skew.
            for (nuint skew = 0; skew < SkewGrid.PositiveCount; skew++)
            {
                Vector512<float> evenRe = Vector512<float>.Zero;
                Vector512<float> evenIm = Vector512<float>.Zero;
                Vector512<float> oddRe = Vector512<float>.Zero;
                Vector512<float> oddIm = Vector512<float>.Zero;
                for (nuint pair = 0; pair < SkewGrid.PairCount; pair++)
                {
                    nuint later = ((SkewGrid.PairCount + pair) * FeatureGrid.RowLength) + half;
                    nuint earlier = ((SkewGrid.PairCount - 1 - pair) * FeatureGrid.RowLength) + half;
                    nuint turn = (((skew * SkewGrid.PairCount) + pair) * FeatureGrid.Lanes) + half;
                    Vector512<float> cos = Vector512.LoadUnsafe(ref cosine, turn);
                    Vector512<float> sin = Vector512.LoadUnsafe(ref sine, turn);
                    var laterRe = Vector512.LoadUnsafe(ref source, later);
                    var laterIm = Vector512.LoadUnsafe(ref source, later + FeatureGrid.Lanes);
                    var earlierRe = Vector512.LoadUnsafe(ref source, earlier);
                    var earlierIm = Vector512.LoadUnsafe(ref source, earlier + FeatureGrid.Lanes);
                    evenRe += cos * (laterRe + earlierRe);
                    evenIm += cos * (laterIm + earlierIm);
                    oddRe += sin * (laterRe - earlierRe);
                    oddIm += sin * (laterIm - earlierIm);
                }

                int plus = ((2 * (int)skew) + 1) * FeatureGrid.Lanes;
                Vector512<float> plusRe = evenRe + oddIm;
                Vector512<float> plusIm = evenIm - oddRe;
                Vector512<float> minusRe = evenRe - oddIm;
                Vector512<float> minusIm = evenIm + oddRe;
                (((plusRe * plusRe) + (plusIm * plusIm)) * scale).CopyTo(ratios[(plus + (int)half)..]);
                (((minusRe * minusRe) + (minusIm * minusIm)) * scale).CopyTo(ratios[(plus + FeatureGrid.Lanes + (int)half)..]);
            }
        }
    }
}
