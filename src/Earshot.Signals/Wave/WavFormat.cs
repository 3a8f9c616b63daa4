namespace Earshot.Signals.Wave;

/// <summary>What the <c>fmt </c> chunk of a WAV file says.</summary>
/// <param name="SampleRate">Samples per second and channel.</param>
/// <param name="ChannelCount">Number of channels.</param>
/// <param name="SampleFormat">How one sample is stored.</param>
/// <param name="ValidBits">Significant bits per sample, 1 to the stored size; they are the upper ones.</param>
/// <param name="ChannelMask">Loudspeaker positions of WAVE_FORMAT_EXTENSIBLE (bit 0 front left, 1 front right, 2 center ...); 0 when not given.</param>
public sealed record WavFormat(int SampleRate, int ChannelCount, WavSampleFormat SampleFormat, int ValidBits, uint ChannelMask)
{
    /// <summary>Bytes of one sample of all channels.</summary>
    public int BlockAlign => ChannelCount * SampleFormat.BytesPerSample();
}
