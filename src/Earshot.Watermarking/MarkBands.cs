namespace Earshot.Watermarking;

/// <summary>The sub-bands that a mark occupies.</summary>
[Flags]
public enum MarkBands
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>1 .. 2 kHz.</summary>
    Low = 1,

    /// <summary>2 .. 3 kHz.</summary>
    Middle = 2,

    /// <summary>3 .. 4 kHz.</summary>
    High = 4,

    /// <summary>1 .. 3 kHz, for programmes with little above.</summary>
    LowPair = Low | Middle,

    /// <summary>2 .. 4 kHz, the usual choice.</summary>
    HighPair = Middle | High,

    /// <summary>1 .. 4 kHz.</summary>
    All = Low | Middle | High,
}
