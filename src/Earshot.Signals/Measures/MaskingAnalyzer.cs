using System.Numerics.Tensors;
using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Signals.Measures;

/// <summary>Gives the masking thresholds of one stream, frame after frame.</summary>
/// <remarks>
/// The frame is windowed here (periodic Hann), because the scale of the powers depends on it. Thresholds describe the frame's middle:
/// a caller that places frames at every <see cref="MaskingModel.HopLength"/> looks half a frame ahead (10 ms by default). The two frames
/// before serve for tonality, one for the decay after a masker. One instance, one stream, one thread; nothing allocates after
/// construction. Cost: one real transform, 10 operations a bin, BandCount^2 multiply-adds, 2 transcendental calls a band.
/// </remarks>
public sealed class MaskingAnalyzer
{
    // ISO/IEC 11172-3, annex D.2.4.2, step i: tonality = -0.299 - 0.43 ln(unpredictability), limited to 0 .. 1.
    private const float TonalityIntercept = -0.299f;
    private const float TonalitySlope = -0.43f;
    private const float SilentPower = 1e-15f; // -150 dBFS: below it, state is set to zero

    private readonly RealFft _fft;
    private readonly float[] _window; // [sample]
    private readonly float[] _frame; // [sample]
    private readonly float[] _power; // [bin], scaled to mean square
    private readonly float[] _unpredictable; // [bin], power times unpredictability
    private readonly float[][] _re; // [age][bin]
    private readonly float[][] _im; // [age][bin]
    private readonly float[] _bandPowers; // [band]
    private readonly float[] _bandUnpredictable; // [band]
    private readonly float[] _masking; // [band], simultaneous and decaying, without the threshold in quiet
    private readonly float[] _tonality; // [band]
    private readonly float _scale;

    /// <summary>Creates the state of one stream.</summary>
    /// <param name="model">The model; may be shared.</param>
    public MaskingAnalyzer(MaskingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _fft = new RealFft(model.FrameLength);
        _window = Window.Hann(model.FrameLength);

        // One-sided spectrum, mean square: 2 |X|^2 / (N sum w^2).
        _scale = 2 / (model.FrameLength * TensorPrimitives.SumOfSquares(_window));
        _frame = new float[model.FrameLength];
        _power = new float[_fft.BinCount];
        _unpredictable = new float[_fft.BinCount];
        _re = [new float[_fft.BinCount], new float[_fft.BinCount], new float[_fft.BinCount]];
        _im = [new float[_fft.BinCount], new float[_fft.BinCount], new float[_fft.BinCount]];
        _bandPowers = new float[model.BandCount];
        _bandUnpredictable = new float[model.BandCount];
        _masking = new float[model.BandCount];
        _tonality = new float[model.BandCount];
    }

    /// <summary>The model.</summary>
    public MaskingModel Model { get; }

    /// <summary>Samples that <see cref="Analyze"/> takes.</summary>
    public int FrameLength => Model.FrameLength;

    /// <summary>Samples from the start of one frame to the start of the next.</summary>
    public int HopLength => Model.HopLength;

    /// <summary>Values that <see cref="Analyze"/> gives.</summary>
    public int BandCount => Model.BandCount;

    /// <summary>Power of the last frame, per band.</summary>
    public ReadOnlySpan<float> Powers => _bandPowers;

    /// <summary>Tonality of the last frame per band, 0 (noise) .. 1 (tone).</summary>
    public ReadOnlySpan<float> Tonality => _tonality;

    /// <summary>Analyses the next frame.</summary>
    /// <param name="frame">FrameLength samples, not windowed, HopLength samples after the frame before; not finite counts as 0.</param>
    /// <param name="thresholds">Takes BandCount powers: noise of less power within the band is taken to be masked.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Analyze(ReadOnlySpan<float> frame, Span<float> thresholds)
    {
        if (frame.Length != FrameLength)
        {
            throw new ArgumentException($"the frame has {frame.Length} samples; {FrameLength} were expected", nameof(frame));
        }

        if (thresholds.Length != BandCount)
        {
            throw new ArgumentException($"there is room for {thresholds.Length} thresholds; {BandCount} were expected", nameof(thresholds));
        }

        // 1. Spectrum; the oldest of three makes room. reads frame -> _re[0], _im[0].
        (_re[2], _re[1], _re[0]) = (_re[1], _re[0], _re[2]);
        (_im[2], _im[1], _im[0]) = (_im[1], _im[0], _im[2]);
        Finite.Copy(frame, _frame);
        TensorPrimitives.Multiply(_frame, _window, _frame);
        _fft.Forward(_frame, _re[0], _im[0]);

        // 2. Power and unpredictability. reads _re, _im -> _power, _unpredictable.
        Predict();

        // 3. Critical bands. reads _power, _unpredictable -> _bandPowers, _bandUnpredictable.
        Model.Bands.Sum(_power, _bandPowers);
        Model.Bands.Sum(_unpredictable, _bandUnpredictable);

        // 4. Spreading, offset, decay, threshold in quiet. reads bands -> _masking, thresholds.
        for (int b = 0; b < BandCount; b++)
        {
            float simultaneous = Simultaneous(b);
            float decayed = _masking[b] * Model.PostMaskingDecays[b];
            _masking[b] = Math.Max(simultaneous, decayed < SilentPower ? 0 : decayed);
            thresholds[b] = Math.Max(_masking[b], Model.AbsoluteThreshold[b]);
        }
    }

    /// <summary>Band powers of another signal's frame with the same window and scale; changes no state but scratch.</summary>
    /// <param name="frame">FrameLength samples, for example a difference of two signals.</param>
    /// <param name="powers">Takes BandCount powers.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    internal void Measure(ReadOnlySpan<float> frame, Span<float> powers)
    {
        Finite.Copy(frame, _frame);
        TensorPrimitives.Multiply(_frame, _window, _frame);
        _fft.Forward(_frame, _power, _unpredictable);
        for (int k = 0; k < _power.Length; k++)
        {
            _power[k] = BinScale(k) * ((_power[k] * _power[k]) + (_unpredictable[k] * _unpredictable[k]));
        }

        Model.Bands.Sum(_power, powers);
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        for (int age = 0; age < _re.Length; age++)
        {
            Array.Clear(_re[age]);
            Array.Clear(_im[age]);
        }

        Array.Clear(_bandPowers);
        Array.Clear(_masking);
        Array.Clear(_tonality);
    }

    // The first and the last bin have no mirror image.
    private float BinScale(int bin) => bin == 0 || bin == _power.Length - 1 ? _scale / 2 : _scale;

    // ISO/IEC 11172-3, annex D.2.4.2, steps c and d: magnitude and phase run on in straight lines; the miss, relative to the sizes, is the
    // unpredictability. Phases are kept as unit vectors: 2 phi1 - phi2 is u1 u1 conj(u2), so no angle is ever computed.
    private void Predict()
    {
        for (int k = 0; k < _power.Length; k++)
        {
            float re = _re[0][k];
            float im = _im[0][k];
            float r = MathF.Sqrt((re * re) + (im * im));
            float r1 = MathF.Sqrt((_re[1][k] * _re[1][k]) + (_im[1][k] * _im[1][k]));
            float r2 = MathF.Sqrt((_re[2][k] * _re[2][k]) + (_im[2][k] * _im[2][k]));
            float power = BinScale(k) * r * r;
            float miss = 1;
            float size = r + Math.Abs((2 * r1) - r2);
            if (r1 > 0 && r2 > 0 && size > 0)
            {
                (float c1, float s1, float c2, float s2) = (_re[1][k] / r1, _im[1][k] / r1, _re[2][k] / r2, -_im[2][k] / r2);
                (float c11, float s11) = ((c1 * c1) - (s1 * s1), 2 * c1 * s1);
                float predicted = (2 * r1) - r2;
                float dre = re - (predicted * ((c11 * c2) - (s11 * s2)));
                float dim = im - (predicted * ((c11 * s2) + (s11 * c2)));
                miss = MathF.Sqrt((dre * dre) + (dim * dim)) / size;
            }

            _power[k] = power;
            _unpredictable[k] = power * Math.Min(miss, 1);
        }
    }

    private float Simultaneous(int band)
    {
        ReadOnlySpan<float> spreading = Model.Spreading.AsSpan(band * BandCount, BandCount);
        float power = TensorPrimitives.Dot(spreading, _bandPowers);
        if (power < SilentPower)
        {
            _tonality[band] = 0;
            return 0;
        }

        float unpredictability = Math.Max(TensorPrimitives.Dot(spreading, _bandUnpredictable) / power, 1e-6f);
        float tonality = Math.Clamp(TonalityIntercept + (TonalitySlope * MathF.Log(unpredictability)), 0, 1);
        _tonality[band] = tonality;
        double tone = Model.Options.ToneMaskingOffsetDb + Model.Bands.CentresBark[band];
        double offsetDb = (tonality * tone) + ((1 - tonality) * Model.Options.NoiseMaskingOffsetDb);
        return power * MathF.Pow(10, (float)(-offsetDb / 10));
    }
}
