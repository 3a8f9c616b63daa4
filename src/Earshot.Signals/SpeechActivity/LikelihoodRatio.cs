namespace Earshot.Signals.SpeechActivity;

// Log likelihood ratio of "speech and noise" against "noise", mean over bands: Sohn, Kim and Sung (1999), equations 3 and 5, with the a
// priori SNR by the decision-directed rule of Ephraim and Malah (1984). Bands instead of bins; each band's ratio is limited, so that one
// loud band (a beep, hum) cannot speak for all. Cost: one logarithm a band.
internal sealed class LikelihoodRatio(int bandCount)
{
    private const float DecisionDirected = 0.92f; // share of the last frame's estimate
    private const float LowestPrior = 0.03f; // -15 dB
    private const float HighestPosterior = 5f; // 7 dB: above it, a band has said what it can say

    private readonly float[] _lastClean = new float[bandCount]; // [band], estimated clean power over noise of the last frame

    internal float Update(ReadOnlySpan<float> bandPowers, ReadOnlySpan<float> noise)
    {
        float sum = 0;
        for (int b = 0; b < bandPowers.Length; b++)
        {
            float posterior = Math.Min(bandPowers[b] / noise[b], HighestPosterior);
            float prior = Math.Max(
                (DecisionDirected * _lastClean[b]) + ((1 - DecisionDirected) * Math.Max(posterior - 1, 0)), LowestPrior);
            float gain = prior / (1 + prior);
            _lastClean[b] = gain * gain * posterior;
            sum += (gain * posterior) - MathF.Log(1 + prior);
        }

        return sum / bandPowers.Length;
    }

    internal void Reset() => Array.Clear(_lastClean);
}
