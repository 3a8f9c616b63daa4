using System.Numerics.Tensors;
using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Watermarking.Embedding;

/// <summary>How the energy of a programme in the three sub-bands runs over time, frame by frame.</summary>
internal sealed class BandProfile
{
    private readonly float[] _energy; // [band][frame], mean square

    private BandProfile(int frameCount, float[] energy, double activePower)
    {
        FrameCount = frameCount;
        _energy = energy;
        ActivePower = activePower;
    }

    /// <summary>Frames of 10 ms.</summary>
    public int FrameCount { get; }

    /// <summary>Mean square of the programme where it is not silent.</summary>
    public double ActivePower { get; }

    /// <summary>Mean square in a sub-band, one value a frame.</summary>
    public ReadOnlySpan<float> Energy(int band) => _energy.AsSpan(band * FrameCount, FrameCount);

    /// <summary>Measures a programme (the mean of its channels' energies), at its own rate.</summary>
    public static BandProfile Measure(AudioBuffer programme)
    {
        // One sample that is no number would poison the level of the whole programme.
        var clean = new AudioBuffer(programme.SampleRate, programme.ChannelCount, programme.Length);
        Finite.Copy(programme.Samples, clean.Samples);

        // Two frames, so that bins are 50 Hz apart at every rate, as on the grid of the mark.
        int windowLength = 2 * (int)Math.Round(programme.SampleRate / 100.0);
        var fft = new RealFft(windowLength);
        float[] window = Window.RootHann(windowLength);
        var work = new float[windowLength];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        int frames = (int)((long)programme.Length * 100 / programme.SampleRate);
        var energy = new float[MarkFormat.BandCount * frames];

        // One-sided spectrum to mean square: 2 / (N x sum of the squared window).
        float scale = 2 / (windowLength * (windowLength / 2f)) / programme.ChannelCount;
        for (int channel = 0; channel < programme.ChannelCount; channel++)
        {
            ReadOnlySpan<float> source = clean.Channel(channel);
            for (int frame = 0; frame < frames; frame++)
            {
                // The window's middle is the frame's.
                int start = (int)Math.Round((frame - 0.5) * programme.SampleRate / 100);
                Cut(source, start, work);
                TensorPrimitives.Multiply(work, window, work);
                fft.Forward(work, re, im);
                for (int band = 0; band < MarkFormat.BandCount; band++)
                {
                    int first = MarkGrid.FirstBin + (band * MarkGrid.BinsPerBand);
                    float sum = TensorPrimitives.SumOfSquares(re.AsSpan(first, MarkGrid.BinsPerBand))
                        + TensorPrimitives.SumOfSquares(im.AsSpan(first, MarkGrid.BinsPerBand));
                    energy[(band * frames) + frame] += sum * scale;
                }
            }
        }

        return new BandProfile(frames, energy, ActivePart.Of(clean.ToMono().Samples, programme.SampleRate).MeanSquare);
    }

    private static void Cut(ReadOnlySpan<float> source, int start, Span<float> window)
    {
        int from = Math.Max(start, 0);
        int to = Math.Min(start + window.Length, source.Length);
        window.Clear();
        if (to > from)
        {
            source[from..to].CopyTo(window[(from - start)..]);
        }
    }
}
