using System.Numerics.Tensors;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance;

/// <summary>Ways to measure a processor's delay from outside.</summary>
public static class LatencyMeasurement
{
    /// <summary>The lag at which the first output channel resembles the mean of the input channels most, for white noise in.</summary>
    /// <param name="processor">The processor in its state at birth.</param>
    /// <returns>The lag in samples, searched up to one frame and 1000 samples past the declared one.</returns>
    public static int ByCrossCorrelation(IAudioProcessor processor)
    {
        ArgumentNullException.ThrowIfNull(processor);
        int lags = processor.LatencySamples + processor.FrameLength + 1000;
        var input = new AudioBuffer(processor.SampleRate, processor.InputChannelCount, lags + 16384);
        new SeededRandom(5).FillGaussian(input.Samples);
        TensorPrimitives.Multiply(input.Samples, 0.1f, input.Samples);
        AudioBuffer output = Runs.Frames(processor, input);
        AudioBuffer mean = input.ToMono();
        int best = 0;
        float strongest = -1;
        for (int lag = 0; lag < Math.Min(lags, output.Length - 8192); lag++)
        {
            int overlap = output.Length - lags;
            float likeness = Math.Abs(TensorPrimitives.Dot(mean.Samples[..overlap], output.Channel(0).Slice(lag, overlap)));
            (best, strongest) = likeness > strongest ? (lag, likeness) : (best, strongest);
        }

        return best;
    }
}
