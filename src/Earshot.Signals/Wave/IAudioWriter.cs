namespace Earshot.Signals.Wave;

/// <summary>Audio that is written once, from its beginning to its end: to a file, a pipe, an encoder.</summary>
/// <remarks>
/// Interleaved. One thread at a time. A file appears at its target only when <see cref="Complete"/> was called: disposing earlier,
/// after an error or a cancellation, leaves the target as it was.
/// </remarks>
public interface IAudioWriter : IDisposable
{
    /// <summary>Samples per second and channel.</summary>
    int SampleRate { get; }

    /// <summary>Number of channels.</summary>
    int ChannelCount { get; }

    /// <summary>Appends samples. Those that are not finite are written as 0.</summary>
    /// <param name="interleaved"><c>[sample][channel]</c>, a multiple of <see cref="ChannelCount"/>.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="ChannelCount"/>.</exception>
    /// <exception cref="InvalidOperationException">The writer was completed.</exception>
    /// <exception cref="IOException">The medium refuses.</exception>
    void Write(ReadOnlySpan<float> interleaved);

    /// <summary>Ends the file: sizes are put into the header and the file moves to its target.</summary>
    /// <exception cref="InvalidOperationException">The writer was completed before.</exception>
    /// <exception cref="IOException">The medium refuses.</exception>
    void Complete();
}
