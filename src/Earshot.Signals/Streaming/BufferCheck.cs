namespace Earshot.Signals.Streaming;

// Whether a recording fits a stream, with one wording for all.
internal static class BufferCheck
{
    internal static void Require(AudioBuffer buffer, int sampleRate, int channelCount, string name)
    {
        if (buffer.SampleRate != sampleRate || buffer.ChannelCount != channelCount)
        {
            throw new ArgumentException(
                $"expected {channelCount} channels at {sampleRate} Hz, got {buffer.ChannelCount} channels at {buffer.SampleRate} Hz", name);
        }
    }
}
