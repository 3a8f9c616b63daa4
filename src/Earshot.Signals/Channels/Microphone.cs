using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Channels;

/// <summary>A microphone with its converter: adds its own noise, controls the gain, clips and rounds.</summary>
/// <remarks>In this order; the noise serves as dither. Cost per sample: one normal number, one rounding.</remarks>
public sealed class Microphone : InPlaceProcessor
{
    private readonly GainControl? _gainControl;
    private readonly float _noiseRms;
    private readonly float _fullScale; // steps from 0 to 1; 0 for none
    private readonly SeededRandom _random;

    /// <summary>Creates a microphone.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="options">Settings; defaults where null.</param>
    /// <param name="frameLength">Samples per frame of <see cref="InPlaceProcessor.Process"/>; 0 for 10 ms.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all problems.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the frame length is out of range.</exception>
    public Microphone(int sampleRate, MicrophoneOptions? options = null, int frameLength = 0)
        : this(sampleRate, options ?? new MicrophoneOptions(), (options ?? new MicrophoneOptions()).Seed, frameLength)
    {
    }

    internal Microphone(int sampleRate, MicrophoneOptions options, ulong seed, int frameLength)
        : base(sampleRate, frameLength)
    {
        var problems = new List<string>();
        options.CollectProblems(problems, "");
        OptionCheck.ThrowIfAny(problems, nameof(options));
        Seed = seed;
        _noiseRms = (float)Decibels.ToAmplitude(options.NoiseFloorDbfs);
        _gainControl = options.GainControl is { } gain ? new GainControl(sampleRate, gain, FrameLength) : null;
        _fullScale = options.BitDepth == 0 ? 0 : 1 << (options.BitDepth - 1);
        _random = new SeededRandom(seed);
    }

    /// <summary>Seed of the noise.</summary>
    public ulong Seed { get; }

    /// <inheritdoc/>
    public override void Reset()
    {
        _random.Reseed(Seed);
        _gainControl?.Reset();
    }

    private protected override void Transform(Span<float> samples)
    {
        // 1. The noise of capsule and amplifier.
        if (_noiseRms > 0)
        {
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] += _noiseRms * (float)_random.NextGaussian();
            }
        }

        // 2. Gain.
        _gainControl?.Apply(samples);

        // 3. The converter: two's complement, so the largest value is one step below full scale.
        if (_fullScale > 0)
        {
            float step = 1 / _fullScale;
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] = Math.Clamp(MathF.Round(samples[n] * _fullScale), -_fullScale, _fullScale - 1) * step;
            }
        }
    }
}
