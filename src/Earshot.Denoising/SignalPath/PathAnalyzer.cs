namespace Earshot.Denoising.SignalPath;

/// <summary>The analysis half of the path: hops in, frames with spectra, coherences and pitch out.</summary>
internal sealed class PathAnalyzer
{
    private readonly CombAnalyzer _comb;
    private readonly PitchTracker _pitch;

    /// <summary>Creates an analyser full of silence.</summary>
    /// <param name="format">The geometry.</param>
    /// <param name="lookAhead">Hops of look-ahead, 0 or more.</param>
    public PathAnalyzer(PathFormat format, int lookAhead)
    {
        Format = format;
        LookAhead = lookAhead;
        _comb = new CombAnalyzer(format, lookAhead);
        _pitch = new PitchTracker(format, lookAhead);
        Frame = new PathFrame(format);
    }

    /// <summary>The geometry.</summary>
    public PathFormat Format { get; }

    /// <summary>Hops of look-ahead.</summary>
    public int LookAhead { get; }

    /// <summary>The frame that left the look-ahead last; the next call of <see cref="Push"/> overwrites it.</summary>
    public PathFrame Frame { get; }

    /// <summary>Takes the next hop.</summary>
    /// <param name="hop">HopLength samples.</param>
    public void Push(ReadOnlySpan<float> hop)
    {
        _comb.Push(hop, Frame);
        (Frame.Period, Frame.Correlation) = _pitch.Track(hop, _comb);
        _comb.Comb(Frame.Period, Frame);
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        _comb.Reset();
        _pitch.Reset();
    }
}
