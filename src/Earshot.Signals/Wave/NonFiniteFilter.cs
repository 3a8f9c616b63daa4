using System.Numerics.Tensors;

namespace Earshot.Signals.Wave;

/// <summary>Applies <see cref="NonFiniteSamples"/> to a block that was just read.</summary>
/// <remarks>One vectorized pass finds out whether the block is clean, which nearly all are; only a dirty one is walked sample by sample.</remarks>
public static class NonFiniteFilter
{
    /// <summary>Leaves only finite samples in the block.</summary>
    /// <param name="interleaved">The block, <c>[sample][channel]</c>.</param>
    /// <param name="policy">What to do with the others.</param>
    /// <param name="channelCount">Number of channels.</param>
    /// <param name="firstSample">Samples per channel before this block.</param>
    /// <param name="sourceName">Name of the file for the message.</param>
    /// <exception cref="AudioFormatException">A sample is not finite and the policy is to refuse.</exception>
    public static void Apply(Span<float> interleaved, NonFiniteSamples policy, int channelCount, long firstSample, string sourceName)
    {
        if (interleaved.IsEmpty || TensorPrimitives.IsFiniteAll<float>(interleaved))
        {
            return;
        }

        for (int i = 0; i < interleaved.Length; i++)
        {
            if (float.IsFinite(interleaved[i]))
            {
                continue;
            }

            if (policy == NonFiniteSamples.Refuse)
            {
                throw new AudioFormatException(
                    $"{sourceName}: sample {firstSample + (i / channelCount)} of channel {i % channelCount} is {interleaved[i]}; finite samples are expected");
            }

            interleaved[i] = 0;
        }
    }
}
