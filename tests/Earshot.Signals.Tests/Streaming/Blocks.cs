using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Streaming;

// Runs planar signals through something in blocks of chosen lengths.
internal static class Blocks
{
    public delegate void BlockProcessor(ReadOnlySpan<float> input, Span<float> output);

    public static AudioBuffer Noise(int channels, int length, ulong seed)
    {
        var buffer = new AudioBuffer(16000, channels, length);
        new SeededRandom(seed).FillGaussian(buffer.Samples);
        return buffer;
    }

    public static AudioBuffer Run(AudioBuffer input, int outputChannels, Func<int> nextLength, BlockProcessor process)
    {
        var result = new AudioBuffer(input.SampleRate, outputChannels, input.Length);
        for (int start = 0; start < input.Length;)
        {
            int count = Math.Min(nextLength(), input.Length - start);
            AudioBuffer block = input.Slice(start, count);
            var given = new AudioBuffer(input.SampleRate, outputChannels, count);
            process(block.Samples, given.Samples);
            for (int c = 0; c < outputChannels; c++)
            {
                given.Channel(c).CopyTo(result.Channel(c)[start..]);
            }

            start += count;
        }

        return result;
    }
}
