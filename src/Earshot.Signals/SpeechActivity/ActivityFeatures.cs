using System.Numerics.Tensors;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Signals.SpeechActivity;

// From one frame of samples to its two features. Frames are 40 ms (Hann), padded to 60 ms, so that three periods of a low voice fit and
// the autocorrelation does not wrap; a new one every 10 ms. Nothing allocates after construction.
internal sealed class ActivityFeatures
{
    private const float LowestNoise = 1e-10f; // -100 dBFS per bin: below 16-bit rounding; digital silence must not be a noise floor

    private readonly RealFft _fft;
    private readonly ActivityBands _bands;
    private readonly NoiseFloor _floor;
    private readonly LikelihoodRatio _ratio = new(ActivityBands.Count);
    private readonly Voicing _voicing;
    private readonly float[] _window; // [sample]
    private readonly float[] _frame; // [sample], padded
    private readonly float[] _re; // [bin]
    private readonly float[] _im; // [bin]
    private readonly float[] _binNoise; // [bin]
    private readonly float[] _bandPowers = new float[ActivityBands.Count]; // [band]
    private readonly float _scale;

    internal ActivityFeatures(int sampleRate)
    {
        HopLength = (int)Math.Round(sampleRate / 100.0);
        FrameLength = 4 * HopLength;
        _fft = new RealFft(6 * HopLength);
        double binHz = sampleRate / (double)_fft.Length;
        _bands = new ActivityBands(sampleRate, binHz);
        _voicing = new Voicing(binHz, FrameLength / (double)sampleRate);
        _window = Window.Hann(FrameLength);
        float energy = TensorPrimitives.SumOfSquares(_window);
        _scale = 1 / (energy * _fft.Length / 2); // the bins add up to the mean square
        _frame = new float[_fft.Length];
        _re = new float[_fft.BinCount];
        _im = new float[_fft.BinCount];
        _binNoise = new float[_bands.BinCount];

        // A band's bins are independent where they are 1.5 bins of the unpadded frame apart (Hann).
        var freedoms = new float[ActivityBands.Count];
        for (int b = 0; b < freedoms.Length; b++)
        {
            freedoms[b] = Math.Max(1, _bands.Width(b) * FrameLength / (1.5f * _fft.Length));
        }

        _floor = new NoiseFloor(freedoms);
    }

    internal int HopLength { get; }

    internal int FrameLength { get; }

    internal ReadOnlySpan<float> NoiseFloor => _floor.Power; // [band], mean square per bin

    internal ReadOnlySpan<float> BandPowers => _bandPowers; // [band], mean square per bin

    internal ActivityFrame Measure(ReadOnlySpan<float> frame)
    {
        // 1. Power spectrum. reads frame -> _re.
        TensorPrimitives.Multiply(frame, _window, _frame.AsSpan(0, FrameLength));
        _fft.Forward(_frame, _re, _im);
        TensorPrimitives.Multiply(_re, _re, _re);
        TensorPrimitives.MultiplyAdd(_im, _im, _re, _re);
        TensorPrimitives.Multiply(_re, _scale, _re);

        // 2. Bands and their noise. reads _re -> _bandPowers, noise floor.
        _bands.Average(_re, _bandPowers);
        _floor.Update(_bandPowers, LowestNoise);

        // 3. The features. reads bands, noise floor, _re.
        float ratio = _ratio.Update(_bandPowers, _floor.Power);
        _bands.Spread(_floor.Power, _binNoise);
        return new ActivityFrame(ratio, _voicing.Measure(_re, _binNoise));
    }

    internal void Reset()
    {
        _floor.Reset();
        _ratio.Reset();
        _voicing.Reset();
    }
}
