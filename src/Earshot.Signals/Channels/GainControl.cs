// Automatic gain control as microphones of telephones and speakers do it.
// Feed-forward: a one-pole mean-square meter, every millisecond a wanted gain target / level in dB, which the gain follows with
// one time constant downwards (attack) and another upwards (release); between updates the gain moves in a straight line.
// Structure after Giannoulis, Massberg and Reiss, "Digital dynamic range compressor design", J. AES 60 (2012), smoothing in the
// log domain. No look-ahead: the start of a loud sound passes with the old gain.
// Cost per sample: three multiply-adds; per millisecond one logarithm and one power.
using Earshot.Signals.Measures;

namespace Earshot.Signals.Channels;

/// <summary>Gain control of a microphone: brings the level towards a target, quickly down and slowly up.</summary>
public sealed class GainControl : InPlaceProcessor
{
    private readonly GainControlOptions _options;
    private readonly int _updateLength; // samples between two updates of the gain
    private readonly double _meterShare; // weight of a new sample in the meter
    private readonly double _attackShare; // part of the way down in one update
    private readonly double _releaseShare; // part of the way up in one update
    private readonly double _holdBelow; // mean square

    private double _meanSquare;
    private double _gainDb;
    private double _gain;
    private double _gainStep; // change per sample until the next update
    private int _untilUpdate;

    /// <summary>Creates a gain control with 0 dB of gain.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="options">Settings; defaults where null.</param>
    /// <param name="frameLength">Samples per frame of <see cref="InPlaceProcessor.Process"/>; 0 for 10 ms.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all problems.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the frame length is out of range.</exception>
    public GainControl(int sampleRate, GainControlOptions? options = null, int frameLength = 0)
        : base(sampleRate, frameLength)
    {
        _options = options ?? new GainControlOptions();
        var problems = new List<string>();
        _options.CollectProblems(problems, "");
        OptionCheck.ThrowIfAny(problems, nameof(options));

        _updateLength = sampleRate / 1000;
        _meterShare = Share(1, _options.DetectorMs);
        _attackShare = Share(_updateLength, _options.AttackMs);
        _releaseShare = Share(_updateLength, _options.ReleaseMs);
        _holdBelow = Decibels.ToPower(_options.HoldBelowDbfs);
        Reset();
    }

    /// <summary>The gain at the end of the last block, in dB.</summary>
    public double GainDb => Decibels.FromAmplitude(_gain);

    /// <inheritdoc/>
    public override void Reset()
    {
        _meanSquare = 0;
        _gainDb = Math.Clamp(0, _options.MinimumGainDb, _options.MaximumGainDb);
        _gain = Decibels.ToAmplitude(_gainDb);
        _gainStep = 0;
        _untilUpdate = _updateLength;
    }

    private protected override void Transform(Span<float> samples)
    {
        for (int n = 0; n < samples.Length; n++)
        {
            double x = samples[n];
            _meanSquare += _meterShare * ((x * x) - _meanSquare);
            _gain += _gainStep;
            samples[n] = (float)(x * _gain);
            if (--_untilUpdate == 0)
            {
                Update();
            }
        }
    }

    // Reads the meter; writes the gain to be reached by the next update.
    private void Update()
    {
        _untilUpdate = _updateLength;
        if (_meanSquare >= _holdBelow)
        {
            double wanted = Math.Clamp(
                _options.TargetDbfs - Decibels.FromPower(_meanSquare), _options.MinimumGainDb, _options.MaximumGainDb);
            _gainDb += (wanted < _gainDb ? _attackShare : _releaseShare) * (wanted - _gainDb);
        }

        _gainStep = (Decibels.ToAmplitude(_gainDb) - _gain) / _updateLength;
        // Far below the smallest float: keeps the meter of a silent stream out of the subnormal range.
        _meanSquare = _meanSquare < 1e-60 ? 0 : _meanSquare;
    }

    private double Share(int samples, double timeMs) => 1 - Math.Exp(-1000.0 * samples / (timeMs * SampleRate));
}
