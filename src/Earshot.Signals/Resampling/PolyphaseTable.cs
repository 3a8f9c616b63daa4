using System.Runtime.CompilerServices;
using Earshot.Signals.Filters;

namespace Earshot.Signals.Resampling;

/// <summary>The taps of an interpolation filter for every phase between two input samples; immutable, shared by streams.</summary>
/// <remarks>
/// Row p holds h(i - (TapCount / 2 - 1) - (p + offset) / PhaseCount) for taps i, h the Kaiser-windowed sinc; each row sums to one.
/// Exact tables have a row for each phase that occurs. Interpolated ones have a row before and two after the unit interval and
/// are read by third-order Lagrange interpolation, whose error for a kernel limited to f cycles a sample is at most
/// (3 / 128) (2 pi f / PhaseCount)^4; PhaseCount is chosen to put it 6 dB below the stop band.
/// </remarks>
internal sealed class PolyphaseTable
{
    // An exact table beyond one megabyte costs more in cache misses than interpolation costs in arithmetic.
    private const int MaxExactPhases = 1024;
    private const long MaxExactTaps = 1 << 18;

    private readonly float[] _taps; // [row][tap]

    private PolyphaseTable(float[] taps, int tapCount, int phaseCount, bool isExact)
    {
        _taps = taps;
        TapCount = tapCount;
        PhaseCount = phaseCount;
        IsExact = isExact;
    }

    /// <summary>Taps per row, a multiple of 16.</summary>
    public int TapCount { get; }

    /// <summary>Phases per input sample.</summary>
    public int PhaseCount { get; }

    /// <summary>True when every phase that occurs has its own row, false when rows are interpolated.</summary>
    public bool IsExact { get; }

    /// <summary>All rows: [phase][tap] when exact, else [phase + 1][tap] with phases -1 .. PhaseCount + 1.</summary>
    public ReadOnlySpan<float> Taps => _taps;

    /// <summary>Builds the table for a conversion.</summary>
    /// <param name="step">Input samples per output sample.</param>
    /// <param name="quality">Pass band and rejection.</param>
    /// <param name="offset">Fraction of a tick, 0 .. 1, by which every position exceeds its count of ticks.</param>
    public static PolyphaseTable Create(RateStep step, ResamplerQuality quality, double offset)
    {
        if (step is { Numerator: 1, Denominator: 1 } && offset == 0)
        {
            return Identity();
        }

        // 1. The narrower of the two bands, in cycles an input sample.
        double stopEdge = 0.5 * Math.Min(1, step.Ratio);
        var kernel = new KaiserSinc(quality.PassBand * stopEdge, stopEdge, quality.StopBandDb);

        // 2. One spare tap on both sides for the rows outside the unit interval.
        int tapCount = DotProduct.RoundUp(2 * ((int)Math.Ceiling(kernel.HalfWidth) + 1));
        if (step.Denominator <= MaxExactPhases && step.Denominator * tapCount <= MaxExactTaps)
        {
            int phases = (int)step.Denominator;
            return new PolyphaseTable(Rows(kernel, tapCount, phases, first: 0, count: phases, offset), tapCount, phases, isExact: true);
        }

        // 3. (3 / 128) (2 pi f / P)^4 = 10^(-(A + 6) / 20), solved for P.
        double bound = 3.0 / 128 * Math.Pow(10, (quality.StopBandDb + 6) / 20);
        int phaseCount = Math.Max(8, (int)Math.Ceiling(2 * Math.PI * stopEdge * Math.Pow(bound, 0.25)));
        return new PolyphaseTable(Rows(kernel, tapCount, phaseCount, first: -1, count: phaseCount + 3, 0), tapCount, phaseCount, isExact: false);
    }

    // Equal rates without a fraction of delay: the one phase is a unit impulse, and nothing is filtered.
    private static PolyphaseTable Identity()
    {
        var taps = new float[DotProduct.Lanes];
        taps[(taps.Length / 2) - 1] = 1;
        return new PolyphaseTable(taps, taps.Length, phaseCount: 1, isExact: true);
    }

    // Compiled at its best from the first call: most programs call it once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Rows(KaiserSinc kernel, int tapCount, int phaseCount, int first, int count, double offset)
    {
        var taps = new float[count * tapCount];
        var row = new double[tapCount];
        for (int r = 0; r < count; r++)
        {
            // Without an offset, phase p backward in time is phase P - p.
            int mirror = phaseCount - (first + r) - first;
            if (offset == 0 && mirror < r && mirror >= 0)
            {
                taps.AsSpan(mirror * tapCount, tapCount).CopyTo(taps.AsSpan(r * tapCount));
                taps.AsSpan(r * tapCount, tapCount).Reverse();
                continue;
            }

            double center = (tapCount / 2) - 1 + ((first + r + offset) / phaseCount);
            double sum = 0;
            for (int i = 0; i < tapCount; i++)
            {
                row[i] = kernel.At(i - center);
                sum += row[i];
            }

            // Unity at 0 Hz in every phase, so that a constant passes without a tone at the phases' rate.
            for (int i = 0; i < tapCount; i++)
            {
                double tap = row[i] / sum;
                taps[(r * tapCount) + i] = Math.Abs(tap) < 1e-12 ? 0 : (float)tap;
            }
        }

        return taps;
    }
}
