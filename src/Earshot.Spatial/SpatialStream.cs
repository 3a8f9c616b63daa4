// The stage as a stream: upmix -> three channels through a matrix of filters -> drivers. Cancellation and beam share one modelling delay and
// one reference, so the two paths add up in phase; see PathAlignment for what is left. Beside them the input waits in a plain delay as long
// as all that takes; the strength blends between the two. At strength 0 the plain path is copied, so it is the input bit for bit.
// Cost a frame of 1024 at 48 kHz: the upmix's three transforms, the matrix's (3 + N), and 3 N products of spectra.
using System.Numerics.Tensors;
using Earshot.Signals.Convolution;
using Earshot.Signals.Streaming;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Upmixing;

namespace Earshot.Spatial;

/// <summary>Stereo in, one channel a driver out.</summary>
public sealed class SpatialStream : IAudioProcessor
{
    // A driver nearer to the middle than this plays both channels when the stage is bypassed.
    private const double MiddleM = 0.01;
    private readonly UpmixStream _upmix;
    private readonly MatrixConvolver _filters;
    private readonly DelayLine _delay;
    private readonly int[] _plain; // [driver], -1 the left channel, 1 the right one, 0 the mean of both
    private readonly float[] _channels; // [left, right, centre][sample]
    private readonly float[] _stage; // [driver][sample]
    private readonly float[] _bypass; // [channel][sample]
    private readonly float[] _silence; // [channel][sample]
    private readonly float[] _flushed; // [driver][sample]
    private readonly float _gain;
    private readonly float _bornStrength;
    private float _strength;
    private float _wanted;

    /// <summary>Creates a stream at its start.</summary>
    /// <param name="model">A designed device; streams share it.</param>
    /// <param name="options">How to play; defaults where null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SpatialStream(SpatialModel model, SpatialOptions? options = null)
        : this(model, model?.Playback!, options)
    {
    }

    private SpatialStream(SpatialModel model, FilterSet filters, SpatialOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new SpatialOptions();
        options.Validate(nameof(options));
        _upmix = new UpmixStream(model.SampleRate, model.Device.Upmix);
        var matrix = new ImpulseResponseMatrix(
            _upmix.FrameLength, 3, filters.DriverCount, (channel, driver) => filters.Taps((ProgrammeChannel)channel, driver).ToArray());
        _filters = new MatrixConvolver(model.SampleRate, matrix);
        LatencySamples = _upmix.LatencySamples + (int)Math.Round(filters.DelaySamples);
        _delay = new DelayLine(model.SampleRate, 2, FrameLength, LatencySamples);
        _plain = filters.DriverCount == model.Device.Drivers.Count && ReferenceEquals(filters, model.Playback) ? PlainRouting(model.Device) : [-1, 1];
        _channels = new float[3 * FrameLength];
        _stage = new float[OutputChannelCount * FrameLength];
        _bypass = new float[2 * FrameLength];
        _silence = new float[2 * FrameLength];
        _flushed = new float[OutputChannelCount * FrameLength];
        _gain = (float)Math.Pow(10, options.GainDb / 20);
        _bornStrength = (float)options.Strength;
        _strength = _bornStrength;
        _wanted = _bornStrength;
    }

    /// <inheritdoc/>
    public int SampleRate => _upmix.SampleRate;

    /// <inheritdoc/>
    public int FrameLength => _upmix.FrameLength;

    /// <inheritdoc/>
    public int LatencySamples { get; }

    /// <inheritdoc/>
    public int InputChannelCount => 2;

    /// <inheritdoc/>
    public int OutputChannelCount => _filters.OutputChannelCount;

    /// <summary>From 0, bypassed, to 1; a change glides over one frame. NaN is ignored.</summary>
    public double Strength
    {
        get => _wanted;
        set => _wanted = double.IsNaN(value) ? _wanted : (float)Math.Clamp(value, 0, 1);
    }

    /// <summary>A stream for headphones: the virtual sources straight to the ears, two channels out.</summary>
    /// <param name="model">A designed device, whose virtual sources and upmix are used.</param>
    /// <param name="options">How to play; defaults where null.</param>
    public static SpatialStream ForHeadphones(SpatialModel model, SpatialOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new SpatialStream(model, model.HeadphoneFilters(), options);
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);

        // 1. Input -> the plain path and the stage; both run at any strength, so that it can change at any time.
        _delay.Process(input, _bypass);
        _upmix.Process(input, _channels);
        _filters.Process(_channels, _stage);

        // 2. Both -> the drivers.
        for (int n = 0; n < OutputChannelCount; n++)
        {
            Span<float> target = output.Slice(n * FrameLength, FrameLength);
            Route(_plain[n], target);
            if (_strength != 0 || _wanted != 0 || _gain != 1)
            {
                Blend(_stage.AsSpan(n * FrameLength, FrameLength), target);
            }
        }

        _strength = _wanted;
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        for (int done = 0; done < LatencySamples; done += FrameLength)
        {
            Process(_silence, _flushed);
            int take = Math.Min(FrameLength, LatencySamples - done);
            for (int n = 0; n < OutputChannelCount; n++)
            {
                _flushed.AsSpan(n * FrameLength, take).CopyTo(output.Slice((n * LatencySamples) + done, take));
            }
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _upmix.Reset();
        _filters.Reset();
        _delay.Reset();
        _strength = _bornStrength;
        _wanted = _bornStrength;
    }

    private static int[] PlainRouting(SpeakerDevice device) =>
        [.. device.Drivers.Select(static d => d.Position.Y < -MiddleM ? -1 : d.Position.Y > MiddleM ? 1 : 0)];

    private void Route(int plain, Span<float> target)
    {
        Span<float> left = _bypass.AsSpan(0, FrameLength);
        Span<float> right = _bypass.AsSpan(FrameLength, FrameLength);
        if (plain == 0)
        {
            TensorPrimitives.Add(left, right, target);
            TensorPrimitives.Multiply(target, 0.5f, target);
        }
        else
        {
            (plain < 0 ? left : right).CopyTo(target);
        }
    }

    private void Blend(ReadOnlySpan<float> stage, Span<float> target)
    {
        float step = (_wanted - _strength) / FrameLength;
        for (int n = 0; n < target.Length; n++)
        {
            float strength = _strength + (step * (n + 1));
            target[n] = Finite.OrZero(_gain * (target[n] + (strength * (stage[n] - target[n]))));
        }
    }
}
