namespace Earshot.Signals.Wave;

/// <summary>Audio that is read once, from its beginning to its end: a file, a pipe, a decoder.</summary>
/// <remarks>Interleaved, because that is how files and devices deliver it. One thread at a time. Broken content ends in an <see cref="AudioFormatException"/>.</remarks>
public interface IAudioReader : IDisposable
{
    /// <summary>Samples per second and channel, within <see cref="AudioLimits"/>.</summary>
    int SampleRate { get; }

    /// <summary>Number of channels, within <see cref="AudioLimits"/>.</summary>
    int ChannelCount { get; }

    /// <summary>Samples per channel that the source promises; null when it does not say.</summary>
    /// <remarks>Good for a progress bar. A pipe or a decoder may deliver less, so nobody should allocate by it.</remarks>
    long? Length { get; }

    /// <summary>Container and coding in the field's words, such as <c>WAV, 16-bit integer</c>.</summary>
    string FormatName { get; }

    /// <summary>Reads the next samples.</summary>
    /// <param name="interleaved">Where they go, <c>[sample][channel]</c>; room for one sample of every channel or more.</param>
    /// <returns>Samples per channel that were read; 0 only at the end. A pipe may give fewer than fit, so as not to wait.</returns>
    /// <exception cref="ArgumentException"><paramref name="interleaved"/> has no room for one sample of every channel.</exception>
    /// <exception cref="AudioFormatException">The content is broken.</exception>
    int Read(Span<float> interleaved);
}
