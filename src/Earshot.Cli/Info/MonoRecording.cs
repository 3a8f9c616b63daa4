using Earshot.Signals;

namespace Earshot.Cli.Info;

/// <summary>Collects the mean of all channels of a stream, for a picture of the whole.</summary>
internal sealed class MonoRecording
{
    private readonly List<float[]> _blocks = []; // [block][sample]
    private readonly int _sampleRate;
    private readonly int _channelCount;

    /// <summary>Starts a recording.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channelCount">Channels of the stream.</param>
    public MonoRecording(int sampleRate, int channelCount)
    {
        _sampleRate = sampleRate;
        _channelCount = channelCount;
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="planar">Channels one after another.</param>
    public void Accept(ReadOnlySpan<float> planar)
    {
        var mean = new float[planar.Length / _channelCount];
        for (int c = 0; c < _channelCount; c++)
        {
            ReadOnlySpan<float> channel = planar.Slice(c * mean.Length, mean.Length);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += channel[i] / _channelCount;
            }
        }

        _blocks.Add(mean);
    }

    /// <summary>Everything that came, in one piece.</summary>
    public AudioBuffer ToBuffer()
    {
        var buffer = new AudioBuffer(_sampleRate, 1, _blocks.Sum(b => b.Length));
        int start = 0;
        foreach (float[] block in _blocks)
        {
            block.CopyTo(buffer.Samples[start..]);
            start += block.Length;
        }

        return buffer;
    }
}
