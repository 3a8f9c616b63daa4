using Earshot.Signals.Resampling;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Measures;

/// <summary>Short-time objective intelligibility of degraded speech, given the clean speech.</summary>
/// <remarks>
/// Taal, Hendriks, Heusdens and Jensen (2011), equations 1 to 6: correlation of one-third-octave envelopes over segments of 30 frames
/// (384 ms), the degraded ones scaled and clipped at -15 dB signal-to-distortion. The extended form (Jensen and Taal 2016, equations
/// 3 to 8) normalises rows and columns of the segment instead, which also ranks modulated maskers. Both work at 10 kHz, on the frames
/// within 40 dB of the loudest frame of the reference. Values order conditions; they are no percentage of words.
/// </remarks>
public static class Stoi
{
    private const int SegmentLength = 30; // frames
    private const double ClipDb = -15; // lowest signal-to-distortion ratio of an envelope sample
    private const double Tiny = 1e-15; // keeps constant envelopes from dividing by zero

    /// <summary>STOI.</summary>
    /// <param name="reference">Clean speech.</param>
    /// <param name="degraded">As many samples, aligned.</param>
    /// <param name="sampleRate">Samples per second, 1 or more; below 10 kHz the highest bands stay empty.</param>
    /// <returns>About 0 (unintelligible) to 1 (clean); NaN when fewer than 30 frames of the reference are not silent.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1.</exception>
    public static double Measure(ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded, int sampleRate) =>
        MeanOverSegments(reference, degraded, sampleRate, Correlation);

    /// <summary>Extended STOI.</summary>
    /// <param name="reference">Clean speech.</param>
    /// <param name="degraded">As many samples, aligned.</param>
    /// <param name="sampleRate">Samples per second, 1 or more; below 10 kHz the highest bands stay empty.</param>
    /// <returns>About 0 (unintelligible) to 1 (clean); NaN when fewer than 30 frames of the reference are not silent.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1.</exception>
    public static double MeasureExtended(ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded, int sampleRate) =>
        MeanOverSegments(reference, degraded, sampleRate, ExtendedCorrelation);

    private static double MeanOverSegments(
        ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded, int sampleRate, Func<double[][], double[][], double> correlation)
    {
        // 1. Both signals at 10 kHz, finite, without the silent frames. reads reference, degraded -> x, y.
        SignalPair.ThrowIfUnequal(reference, degraded);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        (float[] x, float[] y) = ThirdOctaveEnvelopes.RemoveSilence(AtTenKilohertz(reference, sampleRate), AtTenKilohertz(degraded, sampleRate));

        // 2. Envelopes. reads x, y -> xs, ys [band][frame].
        double[][] xs = ThirdOctaveEnvelopes.Analyze(x);
        double[][] ys = ThirdOctaveEnvelopes.Analyze(y);

        // 3. One value a segment, which ends at every frame from the 30th. reads xs, ys -> mean.
        double sum = 0;
        int segments = xs[0].Length - SegmentLength + 1;
        for (int start = 0; start < segments; start++)
        {
            sum += correlation(Cut(xs, start), Cut(ys, start));
        }

        return segments > 0 ? sum / segments : double.NaN;
    }

    private static float[] AtTenKilohertz(ReadOnlySpan<float> signal, int sampleRate)
    {
        var finite = new float[signal.Length];
        Finite.Copy(signal, finite);
        return sampleRate == ThirdOctaveEnvelopes.SampleRate ? finite : Resampler.Convert(finite, sampleRate, ThirdOctaveEnvelopes.SampleRate);
    }

    private static double[][] Cut(double[][] envelopes, int start) => [.. envelopes.Select(band => band[start..(start + SegmentLength)])];

    // Taal et al. 2011, equations 3 to 5: scale to the reference's energy, clip, correlate each band over time.
    private static double Correlation(double[][] x, double[][] y)
    {
        double ceiling = 1 + Decibels.ToAmplitude(-ClipDb);
        double sum = 0;
        for (int b = 0; b < x.Length; b++)
        {
            double gain = Norm(x[b]) / (Norm(y[b]) + Tiny);
            for (int t = 0; t < SegmentLength; t++)
            {
                y[b][t] = Math.Min(gain * y[b][t], ceiling * x[b][t]);
            }

            Standardize(x[b]);
            Standardize(y[b]);
            sum += Dot(x[b], y[b]);
        }

        return sum / x.Length;
    }

    // Jensen and Taal 2016, equations 3 to 7: rows (bands) then columns (frames) to zero mean and unit norm, mean of the column products.
    private static double ExtendedCorrelation(double[][] x, double[][] y)
    {
        double[][] xc = Columns(x);
        double[][] yc = Columns(y);
        double sum = 0;
        for (int t = 0; t < SegmentLength; t++)
        {
            sum += Dot(xc[t], yc[t]);
        }

        return sum / SegmentLength;
    }

    private static double[][] Columns(double[][] rows)
    {
        foreach (double[] row in rows)
        {
            Standardize(row);
        }

        var columns = new double[SegmentLength][]; // [frame][band]
        for (int t = 0; t < SegmentLength; t++)
        {
            columns[t] = [.. rows.Select(row => row[t])];
            Standardize(columns[t]);
        }

        return columns;
    }

    private static void Standardize(double[] values)
    {
        double mean = values.Average();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
        }

        double norm = Norm(values) + Tiny;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= norm;
        }
    }

    private static double Norm(double[] values) => Math.Sqrt(Dot(values, values));

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
