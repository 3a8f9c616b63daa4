using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Earshot.Signals.Resampling;
using Earshot.Signals.Streaming;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking;

/// <summary>Listens to a live stream for the marks of one or several keys.</summary>
/// <remarks>
/// Modulated self-correlation after Tai and Mansour (ICASSP 2019): see docs/algorithms/watermark.md. Any rate from 8 kHz, any number of
/// channels (their mean is heard). The cost a second does not depend on what is found; a further key costs a small part of the first. An event
/// is given at most 30 ms after the end of the mark.
/// </remarks>
public sealed class WatermarkDetectorStream : IAudioAnalyzer<WatermarkEvent>
{
    private const int BlockLength = 1024;

    /// <summary>Hops of silence at the end: window, lag, score window and the settling of a peak are 10.</summary>
    private const int ClosingHops = 12;

    private readonly Resampler? _resampler;
    private readonly float[] _mono = new float[BlockLength]; // [sample]
    private readonly float[] _clean = new float[BlockLength]; // [sample]
    private readonly float[] _converted; // [sample] at 16 kHz
    private readonly float[] _hop = new float[FeatureGrid.HopLength]; // [sample]
    private readonly float[] _row = new float[FeatureGrid.RowLength]; // [lane]
    private readonly float[] _weighted = new float[FeatureGrid.RowLength]; // [lane]
    private readonly float[] _power = new float[FeatureGrid.Lanes]; // [bin]
    private readonly SpectralRows _rows = new();
    private readonly TonePredictor _predictor = new();
    private readonly RowWeights _weights = new();
    private readonly RowHistory _history = new();
    private readonly DecoyLevel _decoys = new();
    private readonly KeyTracker[] _trackers; // [key]
    private readonly Queue<WatermarkEvent> _events = new();
    private int _hopFill;
    private bool _completed;

    /// <summary>Creates a detector.</summary>
    /// <param name="keys">The keys to listen for, one or more.</param>
    /// <param name="sampleRate">Rate of the stream in Hz, 8000 .. 768000.</param>
    /// <param name="channelCount">Channels of the stream, 1 or more.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no key, or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public WatermarkDetectorStream(
        IReadOnlyList<WatermarkKey> keys, int sampleRate, int channelCount = 1, WatermarkDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0)
        {
            throw new ArgumentException("a detector needs at least one key", nameof(keys));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MarkFormat.MinSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MarkFormat.MaxSampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        options ??= new WatermarkDetectorOptions();
        options.Validate(nameof(options));
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        if (sampleRate != MarkFormat.SampleRate)
        {
            _resampler = new Resampler(sampleRate, MarkFormat.SampleRate, MarkResampling.For(sampleRate));
            _converted = new float[Math.Max(_resampler.GetMaxOutputLength(BlockLength), _resampler.MaxFlushLength)];
        }
        else
        {
            _converted = [];
        }

        _trackers = new KeyTracker[keys.Count];
        for (int i = 0; i < _trackers.Length; i++)
        {
            _trackers[i] = new KeyTracker(keys[i], options);
        }
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int ChannelCount { get; }

    /// <summary>Called for every score row (5 ms) with its number and the score of the first key; for plots and calibration.</summary>
    internal Action<long, IReadOnlyList<KeyTracker>>? Observer { get; set; }

    /// <summary>The weighted rows, for measurements from <see cref="Observer"/>.</summary>
    internal RowHistory History => _history;

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<float> samples)
    {
        if (_completed)
        {
            throw new InvalidOperationException("the stream was completed; Reset starts a new one");
        }

        if (samples.Length % ChannelCount != 0)
        {
            throw new ArgumentException(
                $"{samples.Length} samples are no whole block of {ChannelCount} channels", nameof(samples));
        }

        int length = samples.Length / ChannelCount;
        for (int start = 0; start < length; start += BlockLength)
        {
            Span<float> mono = _mono.AsSpan(0, Math.Min(BlockLength, length - start));
            MixDown(samples, length, start, mono);
            if (_resampler is null)
            {
                AcceptGrid(mono);
            }
            else
            {
                int written = _resampler.Process(mono, _converted);
                AcceptGrid(_converted.AsSpan(0, written));
            }
        }
    }

    /// <inheritdoc/>
    public bool TryRead([MaybeNullWhen(false)] out WatermarkEvent next) => _events.TryDequeue(out next);

    /// <inheritdoc/>
    public void Complete()
    {
        if (_completed)
        {
            return;
        }

        // Silence brings the last frames to the middle of a row and settles a peak at the very end.
        ReadOnlySpan<float> silence = stackalloc float[FeatureGrid.HopLength];
        if (_resampler is not null)
        {
            int written = _resampler.Flush(_converted);
            AcceptGrid(_converted.AsSpan(0, written));
        }

        for (int hop = 0; hop < ClosingHops; hop++)
        {
            AcceptGrid(silence);
        }

        foreach (KeyTracker tracker in _trackers)
        {
            tracker.Complete(_history.Count - 1, _events);
        }

        _completed = true;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _resampler?.Reset();
        _rows.Reset();
        _predictor.Reset();
        _weights.Reset();
        _history.Reset();
        _decoys.Reset();
        foreach (KeyTracker tracker in _trackers)
        {
            tracker.Reset();
        }

        _events.Clear();
        _hopFill = 0;
        _completed = false;
    }

    private void MixDown(ReadOnlySpan<float> samples, int length, int start, Span<float> mono)
    {
        // Each channel is cleaned before the mean, so that a broken one does not take the others with it.
        mono.Clear();
        float scale = 1f / ChannelCount;
        Span<float> clean = _clean.AsSpan(0, mono.Length);
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            Finite.Copy(samples.Slice((channel * length) + start, mono.Length), clean);
            TensorPrimitives.MultiplyAdd(clean, scale, mono, mono);
        }
    }

    private void AcceptGrid(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int take = Math.Min(samples.Length, _hop.Length - _hopFill);
            samples[..take].CopyTo(_hop.AsSpan(_hopFill));
            samples = samples[take..];
            _hopFill += take;
            if (_hopFill == _hop.Length)
            {
                _hopFill = 0;
                OnHop();
            }
        }
    }

    private void OnHop()
    {
        // 1. samples -> weighted row
        _rows.Next(_hop, _row);
        _predictor.Whiten(_row);
        _weights.Next(_row, _weighted);
        _history.Add(_weighted);

        // 2. rows -> what every key shares: power and the yardstick
        ReadOnlySpan<float> period = _history.Period(0);
        SignCorrelator.SumPower(period, _power);
        _decoys.Update(period, _power);

        // 3. rows -> scores and events
        foreach (KeyTracker tracker in _trackers)
        {
            tracker.Update(_history, _power, _decoys, _events);
        }

        Observer?.Invoke(_history.Count - 1, _trackers);
    }
}
