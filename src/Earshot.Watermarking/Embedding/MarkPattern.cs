using Earshot.Signals.Randomness;

namespace Earshot.Watermarking.Embedding;

/// <summary>The short noise pattern that a mark repeats: one frame with a flat spectrum from 1 to 4 kHz.</summary>
/// <remarks>
/// Lines 100 Hz apart with random phases; one frame is exactly one period, so that equal signs in a row join without a step. Of 64 draws the one with the
/// lowest crest is taken: energy that is even in time buzzes least. The detector knows nothing of the pattern.
/// </remarks>
internal static class MarkPattern
{
    private const int FirstLine = 10;
    private const int LastLine = 40;
    private const int Draws = 64;

    /// <summary>Number of lines.</summary>
    public const int LineCount = LastLine - FirstLine + 1;

    /// <summary>Draws a pattern.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns><see cref="MarkFormat.FrameLength"/> samples; each line has power 1.</returns>
    public static float[] Create(ulong seed)
    {
        var random = new SeededRandom(seed);
        var best = new float[MarkFormat.FrameLength];
        double bestCrest = double.MaxValue;
        var trial = new double[MarkFormat.FrameLength];
        for (int draw = 0; draw < Draws; draw++)
        {
            Array.Clear(trial);
            for (int line = FirstLine; line <= LastLine; line++)
            {
                double phase = random.NextDouble(0, 2 * Math.PI);
                for (int n = 0; n < trial.Length; n++)
                {
                    trial[n] += Math.Sqrt(2) * Math.Cos((2 * Math.PI * line * n / MarkFormat.FrameLength) + phase);
                }
            }

            double crest = 0;
            foreach (double value in trial)
            {
                crest = Math.Max(crest, Math.Abs(value));
            }

            if (crest < bestCrest)
            {
                bestCrest = crest;
                for (int n = 0; n < best.Length; n++)
                {
                    best[n] = (float)trial[n];
                }
            }
        }

        return best;
    }
}
