using Earshot.Signals.Resampling;

namespace Earshot.Watermarking.Embedding;

/// <summary>One channel of the programme: from its own rate to the grid, through the lane, and the difference back to its rate.</summary>
/// <remarks>Difference sample n belongs to programme sample n; it only comes later.</remarks>
internal sealed class DifferenceChannel
{
    private readonly EmbedderLane _lane;
    private readonly Resampler? _down;
    private readonly Resampler? _up;
    private readonly float[] _grid; // [sample], what the down-sampler wrote
    private readonly float[] _difference = new float[MarkGrid.HopLength]; // [sample]
    private readonly float[] _block = new float[MarkGrid.HopLength]; // [sample]
    private readonly float[] _native; // [sample], what the up-sampler wrote
    private readonly SampleQueue _gridQueue;
    private long _blocks;

    public DifferenceChannel(IMarkShaper shaper, int sampleRate, int frameLength, int queueLength)
    {
        _lane = new EmbedderLane(shaper);
        Difference = new SampleQueue(queueLength);
        if (sampleRate != MarkFormat.SampleRate)
        {
            _down = new Resampler(sampleRate, MarkFormat.SampleRate, MarkResampling.For(sampleRate));
            _up = new Resampler(MarkFormat.SampleRate, sampleRate, MarkResampling.For(sampleRate));
            _grid = new float[_down.GetMaxOutputLength(frameLength)];
            _native = new float[_up.GetMaxOutputLength(MarkGrid.HopLength)];
        }
        else
        {
            _grid = new float[frameLength];
            _native = new float[MarkGrid.HopLength];
        }

        _gridQueue = new SampleQueue(_grid.Length + MarkGrid.HopLength);
    }

    /// <summary>The difference that is ready.</summary>
    public SampleQueue Difference { get; }

    /// <summary>Whole blocks on the grid that wait for <see cref="Advance"/>.</summary>
    public int WaitingBlocks => _gridQueue.Count / MarkGrid.HopLength;

    /// <summary>Takes a frame of the programme.</summary>
    public void Accept(ReadOnlySpan<float> programme)
    {
        if (_down is null)
        {
            _gridQueue.Write(programme);
            return;
        }

        int written = _down.Process(programme, _grid);
        _gridQueue.Write(_grid.AsSpan(0, written));
    }

    /// <summary>Goes on by one block on the grid.</summary>
    public void Advance(MarkSource source, bool active)
    {
        _gridQueue.Read(_block);
        _lane.Next(_block, source, active, _difference);
        _blocks++;
        if (_blocks <= MarkGrid.LagBlocks)
        {
            // Before the first block of the programme there is no difference to give.
            return;
        }

        if (_up is null)
        {
            Difference.Write(_difference);
            return;
        }

        int written = _up.Process(_difference, _native);
        Difference.Write(_native.AsSpan(0, written));
    }

    public void Reset()
    {
        _lane.Reset();
        _down?.Reset();
        _up?.Reset();
        _gridQueue.Clear();
        Difference.Clear();
        _blocks = 0;
    }

    /// <summary>Most samples of the programme that the difference can lag behind.</summary>
    public static int MaxLag(int sampleRate)
    {
        if (sampleRate == MarkFormat.SampleRate)
        {
            return (MarkGrid.LagBlocks + 1) * MarkGrid.HopLength;
        }

        var down = new Resampler(sampleRate, MarkFormat.SampleRate, MarkResampling.For(sampleRate));
        var up = new Resampler(MarkFormat.SampleRate, sampleRate, MarkResampling.For(sampleRate));
        double grid = ((MarkGrid.LagBlocks + 1) * MarkGrid.HopLength) + up.LatencySamples + 1;
        return down.LatencySamples + 2 + (int)Math.Ceiling(grid * sampleRate / MarkFormat.SampleRate);
    }
}
