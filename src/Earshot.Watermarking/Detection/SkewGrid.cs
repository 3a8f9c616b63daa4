using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>The clock skews that are tried, as phase turns of the groups of a period.</summary>
/// <remarks>
/// A skew of d ppm turns the phase of a band at f by 2 pi f d t. Over 1.92 s a step of 70 ppm is half a turn at 3.5 kHz, so the worst case
/// between two grid points loses less than 1 dB; within one group (16 frames, 160 ms) 200 ppm turn it by a ninth. Groups that
/// lie symmetrically about the middle share their sums for +d and -d.
/// </remarks>
internal static class SkewGrid
{
    public const int GroupCount = 12;
    public const int FramesPerGroup = MarkFormat.SyncFrameCount / GroupCount;
    public const int PairCount = GroupCount / 2;
    public const double StepPpm = 70;

    /// <summary>Skews 0, +-70, +-140, +-210 ppm.</summary>
    public const int PositiveCount = 3;

    /// <summary>Number of skews tried.</summary>
    public const int Count = (2 * PositiveCount) + 1;

    /// <summary>Cosine and sine of the turn of the later group of a pair: <c>[skew - 1][pair][lane]</c>.</summary>
    public static readonly float[] Cosine = CreateTurns(Math.Cos);

    /// <summary>Sine of the turn, laid out as <see cref="Cosine"/>.</summary>
    public static readonly float[] Sine = CreateTurns(Math.Sin);

    /// <summary>The skew in ppm of an index: 0, +70, -70, +140, -140 ...</summary>
    public static double Ppm(int index) => index == 0 ? 0 : StepPpm * ((index + 1) / 2) * (index % 2 == 1 ? 1 : -1);

    /// <summary>Middle of a group relative to the middle of the period, in seconds.</summary>
    public static double GroupSeconds(int group) =>
        (group - ((GroupCount - 1) / 2.0)) * FramesPerGroup * MarkFormat.FrameLength / MarkFormat.SampleRate;

    private static float[] CreateTurns(Func<double, double> part)
    {
        var turns = new float[PositiveCount * PairCount * FeatureGrid.Lanes];
        for (int skew = 1; skew <= PositiveCount; skew++)
        {
            for (int pair = 0; pair < PairCount; pair++)
            {
                for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
                {
                    double hz = FeatureGrid.BandHz(bin / FeatureGrid.BinsPerBand);
                    double turn = 2 * Math.PI * hz * skew * StepPpm * 1e-6 * GroupSeconds(PairCount + pair);
                    turns[((((skew - 1) * PairCount) + pair) * FeatureGrid.Lanes) + bin] = (float)part(turn);
                }
            }
        }

        return turns;
    }
}
