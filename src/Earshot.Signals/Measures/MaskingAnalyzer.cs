using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
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
    private const double NepersPerDb = 0.23025850929940457; // ln(10) / 10, for powers
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
    private readonly float[] _spread; // [band], power that has spread to the band, then what it masks
    private readonly float[] _offset; // [band]
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
        _spread = new float[model.BandCount];
        _offset = new float[model.BandCount];
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
        Spread();
        for (int b = 0; b < BandCount; b++)
        {
            float decayed = _masking[b] * Model.PostMaskingDecays[b];
            _masking[b] = Math.Max(_spread[b], decayed < SilentPower ? 0 : decayed);
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
    // Vector<float>.Count bins at a time; the remainder, and the scalar twin, is a vector of which only the first lanes count.
    private void Predict()
    {
        int lanes = Vector<float>.Count;
        int k = 0;
        for (; k <= _power.Length - lanes; k += lanes)
        {
            Predict(
                new(_re[0], k), new(_im[0], k), new(_re[1], k), new(_im[1], k), new(_re[2], k), new(_im[2], k),
                out Vector<float> power, out Vector<float> unpredictable);
            power.CopyTo(_power, k);
            unpredictable.CopyTo(_unpredictable, k);
        }

        for (; k < _power.Length; k++)
        {
            Predict(
                new(_re[0][k]), new(_im[0][k]), new(_re[1][k]), new(_im[1][k]), new(_re[2][k]), new(_im[2][k]),
                out Vector<float> power, out Vector<float> unpredictable);
            _power[k] = power[0];
            _unpredictable[k] = unpredictable[0];
        }

        // The first and the last bin have no mirror image.
        _power[0] /= 2;
        _power[^1] /= 2;
        _unpredictable[0] /= 2;
        _unpredictable[^1] /= 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Predict(
        Vector<float> re, Vector<float> im, Vector<float> re1, Vector<float> im1, Vector<float> re2, Vector<float> im2,
        out Vector<float> power, out Vector<float> unpredictable)
    {
        Vector<float> r = Vector.SquareRoot((re * re) + (im * im));
        Vector<float> r1 = Vector.SquareRoot((re1 * re1) + (im1 * im1));
        Vector<float> r2 = Vector.SquareRoot((re2 * re2) + (im2 * im2));
        power = r * r * _scale;
        Vector<float> predicted = r1 + r1 - r2;
        Vector<float> size = r + Vector.Abs(predicted);

        // u1 u1 conj(u2) from numbers that are not of unit length yet; one division brings all to length.
        Vector<float> c11 = (re1 * re1) - (im1 * im1);
        Vector<float> s11 = (re1 + re1) * im1;
        Vector<float> length = predicted / (r1 * r1 * r2);
        Vector<float> dre = re - (length * ((c11 * re2) + (s11 * im2)));
        Vector<float> dim = im - (length * ((s11 * re2) - (c11 * im2)));
        Vector<float> miss = Vector.SquareRoot((dre * dre) + (dim * dim)) / size;

        // Without a past nothing is predicted: comparisons with the NaN of 0 / 0 are false and come to 1.
        unpredictable = power * Vector.ConditionalSelect(Vector.LessThan(miss, Vector<float>.One), miss, Vector<float>.One);
    }

    // Spreading and offset of all bands: reads _bandPowers, _bandUnpredictable -> _spread, _tonality.
    private void Spread()
    {
        for (int b = 0; b < BandCount; b++)
        {
            ReadOnlySpan<float> spreading = Model.Spreading.AsSpan(b * BandCount, BandCount);
            float power = TensorPrimitives.Dot(spreading, _bandPowers);
            _spread[b] = power < SilentPower ? 0 : power;
            _tonality[b] = power < SilentPower ? 1 : Math.Max(TensorPrimitives.Dot(spreading, _bandUnpredictable) / power, 1e-6f);
        }

        TensorPrimitives.Log(_tonality, _tonality);
        for (int b = 0; b < BandCount; b++)
        {
            float tonality = _spread[b] == 0 ? 0 : Math.Clamp(TonalityIntercept + (TonalitySlope * _tonality[b]), 0, 1);
            _tonality[b] = tonality;
            double tone = Model.Options.ToneMaskingOffsetDb + Model.Bands.CentresBark[b];
            _offset[b] = (float)(-NepersPerDb * ((tonality * tone) + ((1 - tonality) * Model.Options.NoiseMaskingOffsetDb)));
        }

        TensorPrimitives.Exp(_offset, _offset);
        TensorPrimitives.Multiply(_spread, _offset, _spread);
    }
}
