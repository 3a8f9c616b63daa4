namespace Earshot.Signals.Wave;

/// <summary>What the chunks in front of the samples say.</summary>
/// <param name="Container">RIFF, RF64 or BW64.</param>
/// <param name="Format">The <c>fmt </c> chunk.</param>
/// <param name="DataBytes">Bytes of samples to read at most; null: to the end of the stream.</param>
/// <param name="Length">Samples per channel; null when unknown.</param>
/// <param name="IsShort">The header promises more bytes than the file has.</param>
internal sealed record WavHeader(string Container, WavFormat Format, long? DataBytes, long? Length, bool IsShort);
