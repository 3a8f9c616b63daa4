using Earshot.Signals.Wave;

namespace Earshot.Cli.Audio;

/// <summary>Reads a file or a live stream block by block, as planar samples.</summary>
internal sealed class BlockReader
{
    private readonly IAudioReader _source;
    private readonly float[] _interleaved; // [sample][channel]
    private readonly float[] _planar; // [channel][sample]
    private long _position;

    /// <summary>Creates the reader.</summary>
    /// <param name="source">Where samples come from; stays with the caller.</param>
    /// <param name="maxBlock">Most samples per channel in a block.</param>
    public BlockReader(IAudioReader source, int maxBlock = 4096)
    {
        _source = source;
        MaxBlock = maxBlock;
        _interleaved = new float[source.ChannelCount * maxBlock];
        _planar = new float[source.ChannelCount * maxBlock];
    }

    /// <summary>Most samples per channel in a block.</summary>
    public int MaxBlock { get; }

    /// <summary>Share of the source that was read, 0 .. 1; 0 when its length is unknown.</summary>
    public double Progress => _source.Length is > 0 and { } length ? Math.Min(1, _position / (double)length) : 0;

    /// <summary>Waits for the next block, as short as the source has it ready.</summary>
    /// <param name="cancellation">Ends the waiting, also for a pipe on which nothing ever comes.</param>
    /// <returns>Channels one after another, valid until the next call; empty at the end.</returns>
    public async Task<ReadOnlyMemory<float>> ReadAsync(CancellationToken cancellation)
    {
        // A blocked read of a pipe cannot be called back; it is left behind on its thread and dies with the process.
        int length = await Task.Run(() => _source.Read(_interleaved), cancellation).WaitAsync(cancellation);
        int channels = _source.ChannelCount;
        for (int c = 0; c < channels; c++)
        {
            Interleaving.Extract(_interleaved, c, channels, _planar.AsSpan(c * length, length));
        }

        _position += length;
        return _planar.AsMemory(0, channels * length);
    }
}
