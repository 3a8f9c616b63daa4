using System.Numerics.Tensors;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Sums the energies of one key over the frame and the first reverberation after it, and over the bins of each sub-band.</summary>
/// <remarks>
/// The sum of signed frames is the pattern as the room has drawn it out: energy that arrives one or two rows after the frame
/// still has the right signs and counts, with a weight that falls as the room's early decay does.
/// </remarks>
internal sealed class ScoreWindow
{
    /// <summary>Rows of the window: the frame and 10 ms after it.</summary>
    public const int Length = 4;

    /// <summary>Weights of the rows, sum 1; the tail falls by e in 20 ms.</summary>
    private static readonly float[] Weights = Normalize([1, 1, MathF.Exp(-0.25f), MathF.Exp(-0.5f)]);

    private readonly float[] _ratios = new float[Length * SignCorrelator.RatioLength]; // [row, a ring][skew][lane]
    private readonly float[] _sum = new float[SignCorrelator.RatioLength]; // [skew][lane]
    private int _next;

    /// <summary>Where the energies of the next row go.</summary>
    public Span<float> Next => _ratios.AsSpan(_next * SignCorrelator.RatioLength, SignCorrelator.RatioLength);

    /// <summary>Takes the row that was written to <see cref="Next"/> and gives the mean ratio of each sub-band over the window.</summary>
    /// <param name="skewCount">How many skews to give, from the first.</param>
    /// <param name="means"><c>[skew][band]</c>.</param>
    public void Advance(int skewCount, Span<float> means)
    {
        _next = (_next + 1) % Length;
        Span<float> sum = _sum.AsSpan(0, skewCount * FeatureGrid.Lanes);
        sum.Clear();
        for (int i = 0; i < Length; i++)
        {
            int row = (_next + i) % Length;
            TensorPrimitives.MultiplyAdd(
                _ratios.AsSpan(row * SignCorrelator.RatioLength, sum.Length), Weights[i], sum, sum);
        }

        for (int skew = 0; skew < skewCount; skew++)
        {
            for (int band = 0; band < MarkFormat.BandCount; band++)
            {
                int at = (skew * FeatureGrid.Lanes) + (band * FeatureGrid.BinsPerBand);
                float total = 0;
                for (int bin = 0; bin < FeatureGrid.BinsPerBand; bin++)
                {
                    total += sum[at + bin];
                }

                means[(skew * MarkFormat.BandCount) + band] = total / FeatureGrid.BinsPerBand;
            }
        }
    }

    public void Reset()
    {
        Array.Clear(_ratios);
        _next = 0;
    }

    private static float[] Normalize(float[] weights)
    {
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights), weights);
        return weights;
    }
}
