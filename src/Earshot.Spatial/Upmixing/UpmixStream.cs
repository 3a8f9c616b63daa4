// Stereo to left, right and centre. Per bin: C = M (1 - |L - R| / |L + R|) with M = (L + R) / 2 (Vickers, "Frequency-domain two- to
// three-channel upmix for center channel derivation and speech enhancement", AES 127, 2009), the quotient limited to 0 .. 1; then, slowly
// and over the whole band, C is made uncorrelated with S = L - R: C - g S, g = E[C S] / E[S S]. The sides are what is left of the
// delayed input, so left + centre and right + centre are the input again, whatever the weight does.
// Deviations: the quotient is smoothed over frames, against musical noise; the window's length follows the rate.
// Cost a frame: two transforms there, one back, some forty operations a bin.
using System.Numerics.Tensors;
using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Spatial.Upmixing;

/// <summary>Two channels in; left, right and centre out.</summary>
public sealed class UpmixStream : IAudioProcessor
{
    private const float Tiny = 1e-20f;
    private readonly UpmixOptions _options;
    private readonly StftAnalyzer[] _analyzers; // [channel]
    private readonly StftSynthesizer _synthesizer;
    private readonly DelayLine _delay;
    private readonly float[][] _re; // [channel][bin]
    private readonly float[][] _im;
    private readonly float[] _shared; // [bin], smoothed energy of the sum
    private readonly float[] _different; // [bin], smoothed energy of the difference
    private readonly float[] _delayed; // [channel][sample]
    private readonly float[] _clean; // [channel][sample]
    private readonly float[] _flushed; // [channel][sample], one frame of a flush
    private readonly float _selectivity;
    private readonly float _share; // of a new frame in the smoothed energies
    private readonly double _forget;
    private double _cross;
    private double _side;

    /// <summary>Creates a stream.</summary>
    /// <param name="sampleRate">Samples per second, 8000 .. 192000.</param>
    /// <param name="options">How the centre is found; defaults where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message lists all.</exception>
    public UpmixStream(int sampleRate, UpmixOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 8000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, 192000);
        _options = options ?? new UpmixOptions();
        _options.Validate(nameof(options));
        SampleRate = sampleRate;
        int length = 1 << (int)Math.Round(Math.Log2(_options.FrameSeconds * sampleRate));
        var stft = new Stft(Window.RootHann(length), length / 4);
        FrameLength = stft.HopLength;
        LatencySamples = stft.OverlapLength;
        _analyzers = [new StftAnalyzer(stft), new StftAnalyzer(stft)];
        _synthesizer = new StftSynthesizer(stft);
        _delay = new DelayLine(sampleRate, 2, FrameLength, LatencySamples);
        _re = [new float[stft.BinCount], new float[stft.BinCount]];
        _im = [new float[stft.BinCount], new float[stft.BinCount]];
        _shared = new float[stft.BinCount];
        _different = new float[stft.BinCount];
        _delayed = new float[2 * FrameLength];
        _clean = new float[2 * FrameLength];
        _flushed = new float[3 * FrameLength];
        _selectivity = (float)_options.Selectivity;
        _share = (float)(1 - Math.Exp(-FrameLength / (_options.SmoothingSeconds * sampleRate)));
        _forget = Math.Exp(-FrameLength / (_options.DecorrelationSeconds * sampleRate));
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int FrameLength { get; }

    /// <inheritdoc/>
    public int LatencySamples { get; }

    /// <inheritdoc/>
    public int InputChannelCount => 2;

    /// <summary>3: left, right, centre.</summary>
    public int OutputChannelCount => 3;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);

        // 1. Both channels -> spectra; the channels themselves wait for the centre.
        for (int c = 0; c < 2; c++)
        {
            Span<float> clean = _clean.AsSpan(c * FrameLength, FrameLength);
            Finite.Copy(input.Slice(c * FrameLength, FrameLength), clean);
            _analyzers[c].Analyze(clean, _re[c], _im[c]);
        }

        _delay.Process(_clean, _delayed);

        // 2. Spectra -> the centre's spectrum, in place of the left one; the difference in place of the right one.
        WeighBins();
        Decorrelate();

        // 3. The centre -> samples; left and right are what it leaves.
        Span<float> center = output.Slice(2 * FrameLength, FrameLength);
        _synthesizer.Synthesize(_re[0], _im[0], center);
        for (int c = 0; c < 2; c++)
        {
            TensorPrimitives.Subtract(
                _delayed.AsSpan(c * FrameLength, FrameLength), center, output.Slice(c * FrameLength, FrameLength));
        }
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        for (int done = 0; done < LatencySamples; done += FrameLength)
        {
            Array.Clear(_flushed);
            Process(_flushed.AsSpan(0, 2 * FrameLength), _flushed);
            for (int c = 0; c < OutputChannelCount; c++)
            {
                _flushed.AsSpan(c * FrameLength, FrameLength).CopyTo(output.Slice((c * LatencySamples) + done, FrameLength));
            }
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _analyzers[0].Reset();
        _analyzers[1].Reset();
        _synthesizer.Reset();
        _delay.Reset();
        Array.Clear(_shared);
        Array.Clear(_different);
        _cross = 0;
        _side = 0;
    }

    // The sum's spectrum times the weight of each bin -> _re[0], _im[0]; the difference -> _re[1], _im[1].
    private void WeighBins()
    {
        int bins = _shared.Length;
        for (int k = 0; k < bins; k++)
        {
            float sumRe = _re[0][k] + _re[1][k];
            float sumIm = _im[0][k] + _im[1][k];
            float sideRe = _re[0][k] - _re[1][k];
            float sideIm = _im[0][k] - _im[1][k];
            (_re[0][k], _im[0][k], _re[1][k], _im[1][k]) = (sumRe / 2, sumIm / 2, sideRe, sideIm);
            _shared[k] += _share * ((sumRe * sumRe) + (sumIm * sumIm) - _shared[k]);
            _different[k] += _share * ((sideRe * sideRe) + (sideIm * sideIm) - _different[k]);
        }

        for (int k = 0; k < bins; k++)
        {
            float quotient = MathF.Sqrt(_different[k] / (_shared[k] + Tiny));
            float weight = MathF.Max(0, 1 - (_selectivity * quotient));
            _re[0][k] *= weight;
            _im[0][k] *= weight;
        }
    }

    // Broadband and slow: the part of the centre that goes with left minus right is taken out of it.
    private void Decorrelate()
    {
        double cross = TensorPrimitives.Dot<float>(_re[0], _re[1]) + TensorPrimitives.Dot<float>(_im[0], _im[1]);
        double side = TensorPrimitives.SumOfSquares<float>(_re[1]) + TensorPrimitives.SumOfSquares<float>(_im[1]);
        _cross = (_forget * _cross) + cross;
        _side = (_forget * _side) + side;
        if (_side > Tiny)
        {
            float gain = (float)Math.Clamp(_cross / _side, -0.5, 0.5);
            TensorPrimitives.MultiplyAdd(_re[1], -gain, _re[0], _re[0]);
            TensorPrimitives.MultiplyAdd(_im[1], -gain, _im[0], _im[0]);
        }
    }
}
