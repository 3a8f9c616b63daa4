// The part of a recording in which something sounds, and its level there.
// Idea: ITU-T P.56 method B, whose threshold lies 15.9 dB below the active level that it yields. Deviation: the envelope is the
// mean square of frames of 20 to 40 ms instead of a smoothed magnitude with hangover, and the fixed point is found by
// iteration: each round averages the frames above the last threshold, which can only raise it, so the rounds end.
// Stationary noise is active throughout; speech without its pauses.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Signals.Measures;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Channels;

/// <summary>The frames of a mono recording in which something sounds, and the level over them.</summary>
public sealed class ActivePart
{
    /// <summary>How far below the active level a frame may lie and still count (ITU-T P.56).</summary>
    public const double MarginDb = 15.9;

    private readonly bool[] _active; // [frame]

    private ActivePart(bool[] active, int frameLength, int sampleRate, double meanSquare)
    {
        _active = active;
        FrameLength = frameLength;
        SampleRate = sampleRate;
        MeanSquare = meanSquare;
        FrameCount = active.Count(flag => flag);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples per frame: the power of two that lasts 20 ms or more.</summary>
    public int FrameLength { get; }

    /// <summary>Frames that are active; 0 when the recording is silent.</summary>
    public int FrameCount { get; }

    /// <summary>Mean square over the active frames; 0 when there are none.</summary>
    public double MeanSquare { get; }

    /// <summary>Level over the active frames in dB relative to a mean square of 1; negative infinity when there are none.</summary>
    public double LevelDb => Decibels.FromPower(MeanSquare);

    /// <summary>Finds the active frames.</summary>
    /// <param name="samples">Finite samples; what is left after the last whole frame is not looked at.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is less than 1.</exception>
    public static ActivePart Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        int frameLength = Math.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(0.02 * sampleRate)));

        // 1. Mean square of every frame; a recording shorter than one frame is a frame of its own.
        int count = Math.Max(1, samples.Length / frameLength);
        var meanSquares = new double[count]; // [frame]
        for (int f = 0; f < count; f++)
        {
            ReadOnlySpan<float> frame = samples.Slice(f * frameLength, Math.Min(frameLength, samples.Length - (f * frameLength)));
            meanSquares[f] = frame.IsEmpty ? 0 : (double)TensorPrimitives.SumOfSquares(frame) / frame.Length;
        }

        // 2. The level that is the mean of the frames above itself less the margin.
        double ratio = Decibels.ToPower(-MarginDb);
        double level = 0;
        double threshold = 0;
        while (true)
        {
            double sum = 0;
            int above = 0;
            foreach (double meanSquare in meanSquares)
            {
                if (meanSquare > threshold)
                {
                    sum += meanSquare;
                    above++;
                }
            }

            double next = above == 0 ? 0 : sum / above;
            if (next <= level)
            {
                break;
            }

            level = next;
            threshold = level * ratio;
        }

        return new ActivePart(Array.ConvertAll(meanSquares, meanSquare => meanSquare > threshold), frameLength, sampleRate, level);
    }

    /// <summary>Mean square of what lies in a band, over the active frames of this recording.</summary>
    /// <param name="samples">The samples that were given to <see cref="Of"/>, or others in step with them and as long.</param>
    /// <param name="band">The band; what lies above half the rate is empty.</param>
    /// <returns>The mean square; 0 when there are no active frames.</returns>
    public double BandMeanSquare(ReadOnlySpan<float> samples, FrequencyBand band)
    {
        var fft = new RealFft(FrameLength);
        var window = new float[FrameLength];
        for (int n = 0; n < window.Length; n++)
        {
            window[n] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / FrameLength)));
        }

        var frame = new float[FrameLength];
        var real = new float[fft.BinCount];
        var imaginary = new float[fft.BinCount];
        // The lower edge belongs to the band and the upper one does not, so that bands side by side share no bin.
        int first = Math.Clamp((int)Math.Ceiling(band.LowHz * FrameLength / SampleRate), 0, fft.BinCount);
        int last = Math.Clamp((int)Math.Ceiling(band.HighHz * FrameLength / SampleRate), first, fft.BinCount);
        double sum = 0;
        for (int f = 0; f < _active.Length; f++)
        {
            if (!_active[f])
            {
                continue;
            }

            ReadOnlySpan<float> source = samples.Slice(f * FrameLength, Math.Min(FrameLength, samples.Length - (f * FrameLength)));
            frame.AsSpan().Clear();
            TensorPrimitives.Multiply(source, window.AsSpan(0, source.Length), frame.AsSpan(0, source.Length));
            fft.Forward(frame, real, imaginary);
            for (int k = first; k < last; k++)
            {
                // Bins other than 0 and Nyquist stand for two of the full spectrum.
                double twice = k == 0 || k == fft.BinCount - 1 ? 1 : 2;
                sum += twice * (((double)real[k] * real[k]) + ((double)imaginary[k] * imaginary[k]));
            }
        }

        // Parseval: the sum over all bins is FrameLength x the energy under the window.
        double energy = TensorPrimitives.SumOfSquares<float>(window);
        return FrameCount == 0 ? 0 : sum / (FrameCount * FrameLength * energy);
    }
}
