// A small loudspeaker: what it cannot play below, a driver that saturates, what it cannot play above.
// Second-order Butterworth edges (a closed box falls by 12 dB an octave), and between them the memoryless curve
// y = x / sqrt(1 + (x / c)^2), which is linear for small x and approaches c; its third harmonic is x^2 / (8 c^2).
// Deviation: a real driver saturates by excursion, hence more at low frequencies.
// Cost per sample: two biquads, one square root, one division.
using System.Numerics;
using Earshot.Signals.Filters;
using Earshot.Signals.Measures;

namespace Earshot.Signals.Channels;

/// <summary>A loudspeaker: band-pass and soft clipping.</summary>
public sealed class Loudspeaker : InPlaceProcessor
{
    // A digital low-pass above this fraction of the rate is all warping; the rate itself is the limit then.
    private const double HighestCornerOfRate = 0.45;

    private readonly BiquadCascade? _lowCut;
    private readonly BiquadCascade? _highCut;
    private readonly float _inverseSquare; // 1 / c^2; 0 for a linear driver

    /// <summary>Creates a loudspeaker.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="options">Settings; defaults where null.</param>
    /// <param name="frameLength">Samples per frame of <see cref="InPlaceProcessor.Process"/>; 0 for 10 ms.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all problems.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the frame length is out of range.</exception>
    public Loudspeaker(int sampleRate, LoudspeakerOptions? options = null, int frameLength = 0)
        : base(sampleRate, frameLength)
    {
        options ??= new LoudspeakerOptions();
        var problems = new List<string>();
        options.CollectProblems(problems, "");
        if (options.LowCutHz >= HighestCornerOfRate * sampleRate)
        {
            problems.Add($"{nameof(options.LowCutHz)} is {options.LowCutHz}, expected less than {HighestCornerOfRate * sampleRate} at {sampleRate} Hz");
        }

        OptionCheck.ThrowIfAny(problems, nameof(options));
        _lowCut = options.LowCutHz > 0 ? new BiquadCascade(BiquadCoefficients.HighPass(sampleRate, options.LowCutHz)) : null;
        _highCut = options.HighCutHz < HighestCornerOfRate * sampleRate
            ? new BiquadCascade(BiquadCoefficients.LowPass(sampleRate, options.HighCutHz))
            : null;
        _inverseSquare = (float)Decibels.ToPower(-options.ClipDbfs);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _lowCut?.Reset();
        _highCut?.Reset();
    }

    private protected override void Transform(Span<float> samples)
    {
        _lowCut?.Process(samples, samples);
        if (_inverseSquare > 0)
        {
            Saturate(samples);
        }

        _highCut?.Process(samples, samples);
    }

    private void Saturate(Span<float> samples)
    {
        // Vector<float>.Count lanes, then the scalar twin; every operation is rounded exactly, so both give the same bits.
        var inverseSquare = new Vector<float>(_inverseSquare);
        int n = 0;
        for (; n <= samples.Length - Vector<float>.Count; n += Vector<float>.Count)
        {
            var x = new Vector<float>(samples[n..]);
            (x / Vector.SquareRoot(Vector<float>.One + (x * x * inverseSquare))).CopyTo(samples[n..]);
        }

        for (; n < samples.Length; n++)
        {
            float x = samples[n];
            samples[n] = x / MathF.Sqrt(1 + (x * x * _inverseSquare));
        }
    }
}
