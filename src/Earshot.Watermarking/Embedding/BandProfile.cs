using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Resampling;
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

    /// <summary>Measures a programme (the mean of its channels' energies).</summary>
    public static BandProfile Measure(AudioBuffer programme)
    {
        int frames = 0;
        float[] energy = [];
        var fft = new RealFft(MarkGrid.WindowLength);
        float[] window = Window.RootHann(MarkGrid.WindowLength);
        var work = new float[MarkGrid.WindowLength];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        for (int channel = 0; channel < programme.ChannelCount; channel++)
        {
            ReadOnlySpan<float> source = programme.Channel(channel);
            float[] grid = programme.SampleRate == MarkFormat.SampleRate
                ? source.ToArray()
                : Resampler.Convert(source, programme.SampleRate, MarkFormat.SampleRate, MarkResampling.For(programme.SampleRate));
            if (channel == 0)
            {
                frames = grid.Length / MarkFormat.FrameLength;
                energy = new float[MarkFormat.BandCount * frames];
            }

            for (int frame = 0; frame < frames; frame++)
            {
                // A window of two frames around the middle of the frame.
                int start = (frame * MarkFormat.FrameLength) - (MarkFormat.FrameLength / 2);
                for (int n = 0; n < work.Length; n++)
                {
                    int at = start + n;
                    float sample = at >= 0 && at < grid.Length && float.IsFinite(grid[at]) ? grid[at] : 0;
                    work[n] = sample * window[n];
                }

                fft.Forward(work, re, im);
                // One-sided spectrum to mean square: 2 / (N x sum of the squared window).
                const float Scale = 2f / (MarkGrid.WindowLength * (MarkGrid.WindowLength / 2f));
                for (int band = 0; band < MarkFormat.BandCount; band++)
                {
                    float sum = 0;
                    int first = MarkGrid.FirstBin + (band * MarkGrid.BinsPerBand);
                    for (int bin = first; bin < first + MarkGrid.BinsPerBand; bin++)
                    {
                        sum += (re[bin] * re[bin]) + (im[bin] * im[bin]);
                    }

                    energy[(band * frames) + frame] += sum * Scale / programme.ChannelCount;
                }
            }
        }

        return new BandProfile(frames, energy, ActivePart.Of(programme.ToMono().Samples, programme.SampleRate).MeanSquare);
    }
}
