namespace Earshot.Signals.Measures;

/// <summary>A psychoacoustic model: how much noise a sound hides, per critical band and frame. Immutable, shared by streams.</summary>
/// <remarks>
/// Johnston (1988): critical bands (Zwicker 1961), spreading function of Schroeder, Atal and Hall (1979) normalised to keep the level of
/// a flat spectrum, offset between tone and noise maskers; tonality by unpredictability, from ISO/IEC 11172-3, model 2; threshold in quiet
/// by Terhardt (1979), with the time constants of ITU-R BS.1387 for the decay after a masker. Deviations: the slope of the
/// spreading does not depend on level; no masking before a masker. Powers are mean squares relative to a full-scale square wave: a
/// full-scale sine has 0.5 in its band, and the bands of a frame add up to the mean square of its samples.
/// </remarks>
public sealed class MaskingModel
{
    private const double LongestDecaySeconds = 0.030; // ITU-R BS.1387: time constant at 100 Hz
    private const double ShortestDecaySeconds = 0.008; // and its limit at high frequencies

    private readonly float[] _absoluteThreshold; // [band]
    private readonly float[] _edgesHz; // [band + 1]

    /// <summary>Creates a model.</summary>
    /// <param name="sampleRate">Samples per second, 8000 or more.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 8000.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public MaskingModel(int sampleRate, MaskingOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 8000);
        Options = options ?? new MaskingOptions();
        Options.Validate(nameof(options));
        SampleRate = sampleRate;
        FrameLength = Options.FrameLength > 0 ? Options.FrameLength : 2 * (sampleRate / 100);
        Bands = new CriticalBands(sampleRate, FrameLength);
        _edgesHz = [.. Bands.EdgesHz.Select(edge => (float)edge)];
        _absoluteThreshold = [.. Enumerable.Range(0, BandCount).Select(QuietPower)];
        PostMaskingDecays = [.. Enumerable.Range(0, BandCount).Select(Decay)];
        Spreading = SpreadingMatrix(Bands.CentresBark);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples per frame.</summary>
    public int FrameLength { get; }

    /// <summary>Samples from one frame to the next: half a frame.</summary>
    public int HopLength => FrameLength / 2;

    /// <summary>Number of critical bands below half the sample rate, at most 25.</summary>
    public int BandCount => Bands.Count;

    /// <summary>Edges of the bands in Hz, BandCount + 1 values; band b reaches from edge b to edge b + 1.</summary>
    public ReadOnlySpan<float> BandEdgesHz => _edgesHz;

    /// <summary>The threshold in quiet, power per band.</summary>
    public ReadOnlySpan<float> AbsoluteThreshold => _absoluteThreshold;

    internal MaskingOptions Options { get; }

    internal CriticalBands Bands { get; }

    internal float[] Spreading { get; } // [maskee band][masker band], power gain

    internal float[] PostMaskingDecays { get; } // [band], power gain per hop

    /// <summary>The band that holds a frequency.</summary>
    /// <param name="hz">0 .. half the sample rate.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hz"/> is out of range.</exception>
    public int BandAt(double hz)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hz, SampleRate / 2.0);
        int band = 0;
        while (band < BandCount - 1 && hz >= Bands.EdgesHz[band + 1])
        {
            band++;
        }

        return band;
    }

    /// <summary>Thresholds and powers of a whole signal.</summary>
    /// <param name="signal">Samples of one channel.</param>
    /// <returns>
    /// One row a hop; row t belongs to the frame that starts at sample (t - 1) x HopLength, so that every sample lies in two frames, with
    /// silence before the first and after the last sample.
    /// </returns>
    public MaskingPattern Analyze(ReadOnlySpan<float> signal)
    {
        int frames = signal.IsEmpty ? 0 : ((signal.Length + HopLength - 1) / HopLength) + 1;
        var thresholds = new float[frames * BandCount]; // [frame][band]
        var powers = new float[frames * BandCount]; // [frame][band]
        var analyzer = new MaskingAnalyzer(this);
        var frame = new float[FrameLength];
        for (int t = 0; t < frames; t++)
        {
            CutFrame(signal, t, frame);
            analyzer.Analyze(frame, thresholds.AsSpan(t * BandCount, BandCount));
            analyzer.Powers.CopyTo(powers.AsSpan(t * BandCount));
        }

        return new MaskingPattern(BandCount, thresholds, powers);
    }

    // Copies frame t of a signal, zeros outside it.
    internal void CutFrame(ReadOnlySpan<float> signal, int t, Span<float> frame)
    {
        frame.Clear();
        int start = (t - 1) * HopLength;
        int from = Math.Max(0, start);
        int to = Math.Min(signal.Length, start + FrameLength);
        signal[from..to].CopyTo(frame[(from - start)..]);
    }

    // Schroeder, Atal and Hall (1979): 15.81 + 7.5 (dz + 0.474) - 17.5 sqrt(1 + (dz + 0.474)^2) dB, dz = maskee minus masker in Bark.
    private static float[] SpreadingMatrix(double[] centresBark)
    {
        int count = centresBark.Length;
        var matrix = new float[count * count];
        for (int maskee = 0; maskee < count; maskee++)
        {
            double total = 0;
            for (int masker = 0; masker < count; masker++)
            {
                double x = centresBark[maskee] - centresBark[masker] + 0.474;
                double gain = Decibels.ToPower(15.81 + (7.5 * x) - (17.5 * Math.Sqrt(1 + (x * x))));
                matrix[(maskee * count) + masker] = (float)gain;
                total += gain;
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(
                matrix.AsSpan(maskee * count, count), (float)total, matrix.AsSpan(maskee * count, count));
        }

        return matrix;
    }

    // Terhardt (1979): 3.64 f^-0.8 - 6.5 exp(-0.6 (f - 3.3)^2) + 0.001 f^4 dB SPL, f in kHz; the most sensitive point of the band counts.
    private float QuietPower(int band)
    {
        double lowest = double.PositiveInfinity;
        for (int i = 0; i <= 32; i++)
        {
            double hz = Bands.EdgesHz[band] + ((Bands.EdgesHz[band + 1] - Bands.EdgesHz[band]) * i / 32);
            double f = Math.Max(hz, 20) / 1000;
            double spl = (3.64 * Math.Pow(f, -0.8)) - (6.5 * Math.Exp(-0.6 * (f - 3.3) * (f - 3.3))) + (0.001 * Math.Pow(f, 4));
            lowest = Math.Min(lowest, spl);
        }

        return (float)(0.5 * Decibels.ToPower(lowest - Options.FullScaleDbSpl)); // 0.5: the mean square of the full-scale sine
    }

    // ITU-R BS.1387: tau = tau_min + 100 Hz / f (tau_100 - tau_min).
    private float Decay(int band)
    {
        double centreHz = Math.Max(100, (Bands.EdgesHz[band] + Bands.EdgesHz[band + 1]) / 2);
        double tau = ShortestDecaySeconds + (100 / centreHz * (LongestDecaySeconds - ShortestDecaySeconds));
        return (float)Math.Exp(-HopLength / (tau * SampleRate));
    }
}
