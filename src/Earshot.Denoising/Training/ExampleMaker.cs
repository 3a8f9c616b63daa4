using System.Numerics.Tensors;
using Earshot.Corpora.Mixing;
using Earshot.Denoising.Features;
using Earshot.Denoising.SignalPath;

namespace Earshot.Denoising.Training;

/// <summary>Turns mixtures into features and targets, with the code that streams use.</summary>
internal static class ExampleMaker
{
    // A frame holds a voice when its energy is within 35 dB of the loud frames' (the 98th percentile).
    private const double VoiceRangeDb = 35;
    private const double LoudShare = 0.98;

    /// <summary>Computes an example.</summary>
    /// <param name="mixture">The mixture, at 48 or 16 kHz.</param>
    /// <param name="lookAhead">Hops of look-ahead that the stream will have.</param>
    public static TrainingExample Make(SpeechMixture mixture, int lookAhead)
    {
        PathFormat format = PathFormat.For(mixture.Noisy.SampleRate);
        var analysis = new IdealAnalysis(format, lookAhead);
        int known = 0;
        while (known < format.ActiveBandCount && format.Bank.CentersHz[known] < 0.95 * mixture.SpeechBandwidthHz)
        {
            known++;
        }

        int hops = mixture.Noisy.Length / format.HopLength;
        int bands = PathFormat.BandCount;
        var example = new TrainingExample(
            hops, new float[hops * FeatureVector.Length], new float[hops * bands], new float[hops * bands], new float[hops * bands], new float[hops]);
        for (int t = 0; t < hops; t++)
        {
            int start = t * format.HopLength;
            analysis.Push(mixture.Noisy.Samples.Slice(start, format.HopLength), mixture.Clean.Samples.Slice(start, format.HopLength));
            FeatureVector.Write(analysis.Noisy, format.SampleRate, lookAhead, example.Features.AsSpan(t * FeatureVector.Length, FeatureVector.Length));
            analysis.CombGains.CopyTo(example.Gains.AsSpan(t * bands));
            analysis.Strengths.CopyTo(example.Strengths.AsSpan(t * bands));
            analysis.Weights.AsSpan(0, known).CopyTo(example.Weights.AsSpan(t * bands));
            example.Voice[t] = TensorPrimitives.Sum<float>(analysis.Clean.Energies);
        }

        MarkVoice(example.Voice);
        return example;
    }

    private static void MarkVoice(float[] energies)
    {
        float loud = energies.Order().ElementAt((int)(LoudShare * (energies.Length - 1)));
        double threshold = Math.Max(loud * Math.Pow(10, -VoiceRangeDb / 10), 1e-11);
        for (int t = 0; t < energies.Length; t++)
        {
            energies[t] = energies[t] > threshold ? 1 : 0;
        }
    }
}
