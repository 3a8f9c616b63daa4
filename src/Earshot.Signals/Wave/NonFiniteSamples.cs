namespace Earshot.Signals.Wave;

/// <summary>What a reader does with a sample that is not a number or infinite.</summary>
public enum NonFiniteSamples
{
    /// <summary>Throws an <see cref="AudioFormatException"/> that names the place: right for files.</summary>
    Refuse,

    /// <summary>Reads it as 0: right for live streams, which must go on.</summary>
    Zero,
}
