using Earshot.Denoising;
using Earshot.Signals.Resampling;
using Earshot.Signals.Streaming;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Denoising;

/// <summary>Denoises blocks of any length at any rate; what comes out is aligned with what went in, and as long.</summary>
/// <remarks>Streams of 16 kHz run natively; all others at 48 kHz, with a resampler on both sides.</remarks>
internal sealed class DenoisingConverter
{
    private const int FullRate = 48000;
    private const int WideRate = 16000;

    private readonly int _channelCount;
    private readonly Resampler[] _toPath; // [channel], or none
    private readonly Resampler[] _fromPath; // [channel], or none
    private readonly FrameAdapter _adapter;
    private readonly float[] _planar; // [channel][room]
    private readonly float[] _processed; // [channel][room]
    private readonly float[] _output; // [channel][room]
    private readonly float[] _interleaved; // [sample][channel]
    private readonly int _maxBlock;
    private readonly int _pathRate;
    private long _accepted;
    private long _given;
    private long _skip; // samples at the path's rate that are still delay

    /// <summary>Creates the conversion.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sampleRate">Samples per second of the stream.</param>
    /// <param name="channelCount">Channels of the stream.</param>
    /// <param name="maxBlock">Most samples per channel in a block.</param>
    /// <param name="options">How to denoise.</param>
    public DenoisingConverter(DenoiserModel model, int sampleRate, int channelCount, int maxBlock, DenoiserOptions options)
    {
        _channelCount = channelCount;
        _maxBlock = maxBlock;
        _pathRate = sampleRate == WideRate ? WideRate : FullRate;
        _adapter = new FrameAdapter(new DenoiserStream(model, _pathRate, channelCount, options));
        _skip = _adapter.LatencySamples;
        bool resamples = sampleRate != _pathRate;
        _toPath = resamples ? Twins(new Resampler(sampleRate, _pathRate), channelCount) : [];
        _fromPath = resamples ? Twins(new Resampler(_pathRate, sampleRate), channelCount) : [];
        int room = maxBlock;
        int outputRoom = maxBlock;
        if (resamples)
        {
            room = Math.Max(_toPath[0].GetMaxOutputLength(maxBlock), _toPath[0].MaxFlushLength);
            outputRoom = Math.Max(_fromPath[0].GetMaxOutputLength(room), _fromPath[0].MaxFlushLength);
        }

        _planar = new float[channelCount * room];
        _processed = new float[channelCount * room];
        _output = new float[channelCount * outputRoom];
        _interleaved = new float[channelCount * outputRoom];
    }

    /// <summary>Takes a block.</summary>
    /// <param name="planar">Channels one after another.</param>
    /// <returns>Interleaved samples that are ready, valid until the next call.</returns>
    public ReadOnlySpan<float> Accept(ReadOnlySpan<float> planar)
    {
        int length = planar.Length / _channelCount;
        _accepted += length;
        return Interleave(Run(planar, length));
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The interleaved samples that were still inside.</returns>
    public ReadOnlySpan<float> Complete()
    {
        // Silence drives out what the resamplers and the path hold; the rest of it is cut off.
        var rest = new List<float>();
        var silence = new float[_channelCount * _maxBlock];
        while (_given < _accepted)
        {
            int count = (int)Math.Min(_accepted - _given, int.MaxValue);
            ReadOnlySpan<float> ready = Interleave(Math.Min(Run(silence, _maxBlock), count));
            rest.AddRange(ready);
        }

        return rest.ToArray();
    }

    // Returns samples per channel that lie in _output.
    private int Run(ReadOnlySpan<float> planar, int length)
    {
        int count = length;
        Span<float> path = _planar;
        if (_toPath.Length == 0)
        {
            planar.CopyTo(path);
        }
        else
        {
            int pitch = _planar.Length / _channelCount;
            for (int c = 0; c < _channelCount; c++)
            {
                count = _toPath[c].Process(planar.Slice(c * length, length), path.Slice(c * pitch, pitch));
            }

            for (int c = 1; c < _channelCount; c++)
            {
                path.Slice(c * pitch, count).CopyTo(path[(c * count)..]);
            }
        }

        _adapter.Process(path[..(_channelCount * count)], _processed.AsSpan(0, _channelCount * count));
        int skip = (int)Math.Min(_skip, count);
        _skip -= skip;
        return Deliver(count, skip);
    }

    private int Deliver(int count, int skip)
    {
        int left = count - skip;
        int pitch = _output.Length / _channelCount;
        int given = left;
        for (int c = 0; c < _channelCount; c++)
        {
            ReadOnlySpan<float> samples = _processed.AsSpan((c * count) + skip, left);
            Span<float> target = _output.AsSpan(c * pitch, pitch);
            if (_fromPath.Length == 0)
            {
                samples.CopyTo(target);
            }
            else
            {
                given = left == 0 ? 0 : _fromPath[c].Process(samples, target);
            }
        }

        return given;
    }

    private ReadOnlySpan<float> Interleave(int count)
    {
        int pitch = _output.Length / _channelCount;
        Span<float> interleaved = _interleaved.AsSpan(0, _channelCount * count);
        for (int c = 0; c < _channelCount; c++)
        {
            Interleaving.Insert(_output.AsSpan(c * pitch, count), c, _channelCount, interleaved);
        }

        _given += count;
        return interleaved;
    }

    private static Resampler[] Twins(Resampler first, int count) => [first, .. Enumerable.Range(1, count - 1).Select(_ => first.CreateTwin())];
}
