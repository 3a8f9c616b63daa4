using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>A drum machine: one bar of sampled strokes, repeated exactly, sample by sample.</summary>
/// <remarks>
/// The adversary of a detector that correlates a signal with itself: every stroke of a voice is the same sample, and the grid
/// of sixteenths is a whole number of samples. Half of the seeds take a tempo whose sixteenth is a whole number of 10 ms frames
/// (150, 125, 100 or 93.75 beats per minute); the others are drawn from 80 to 170.
/// </remarks>
public sealed class DrumLoop : IProgrammeSource
{
    private const int Steps = 16;
    private static readonly double[] FrameAlignedTempi = [150, 125, 100, 93.75];

    /// <inheritdoc/>
    public string Name => "drum-loop";

    /// <summary>Length of the repeated bar of one seed, in samples.</summary>
    /// <param name="sampleRate">Samples per second, 4000 to 384000.</param>
    /// <param name="seed">The seed given to <see cref="Create"/>.</param>
    public static int LoopLength(int sampleRate, ulong seed) => Steps * StepLength(sampleRate, new SeededRandom(seed));

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var score = new SeededRandom(seed);
        int step = StepLength(sampleRate, score);
        var bar = new Canvas(Steps * step / (double)sampleRate, sampleRate, channels);
        Fill(bar, step, score, new SeededRandom(seed ^ 0x6E6F697365));
        for (int c = 0; c < channels; c++)
        {
            Span<double> target = canvas.Channel(c);
            for (int n = 0; n < target.Length; n += bar.Length)
            {
                int count = Math.Min(bar.Length, target.Length - n);
                bar.Channel(c)[..count].CopyTo(target[n..]);
            }
        }

        return canvas.ToBuffer();
    }

    private static int StepLength(int sampleRate, SeededRandom score)
    {
        double other = score.NextDouble(80, 170);
        double aligned = FrameAlignedTempi[score.NextInt(FrameAlignedTempi.Length)];
        double tempo = score.NextInt(2) == 0 ? aligned : other;
        return (int)Math.Round(60.0 / tempo / 4 * sampleRate);
    }

    private static void Fill(Canvas bar, int step, SeededRandom score, SeededRandom noise)
    {
        double[] kick = DrumKit.Kick(bar.SampleRate, noise);
        double[] snare = DrumKit.Snare(bar.SampleRate, noise);
        double[] closed = DrumKit.ClosedHat(bar.SampleRate, noise);
        double[] open = DrumKit.OpenHat(bar.SampleRate, noise);
        bool busy = score.NextInt(2) == 0;
        for (int s = 0; s < Steps; s++)
        {
            bool extra = score.NextInt(5) == 0;
            if (s % 4 == 0 || extra)
            {
                AddAround(bar, kick, s * step, 0.8, 0);
            }

            if (s % 8 == 4)
            {
                AddAround(bar, snare, s * step, 0.7, -0.1);
            }

            if (s == 14)
            {
                AddAround(bar, open, s * step, 0.3, 0.3);
            }
            else if (busy || s % 2 == 0)
            {
                AddAround(bar, closed, s * step, s % 2 == 0 ? 0.4 : 0.25, 0.3);
            }
        }
    }

    // What passes the end of the bar sounds at its start, as it does in every bar but the first.
    private static void AddAround(Canvas bar, double[] stroke, int start, double gain, double pan)
    {
        for (int offset = start; offset > -stroke.Length; offset -= bar.Length)
        {
            bar.Add(stroke, offset / (double)bar.SampleRate, gain, pan);
        }
    }
}
