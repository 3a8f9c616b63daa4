using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Filters;

namespace Earshot.Spatial.Design;

/// <summary>Finite filters from programme channels to drivers, all behind the same delay. Immutable.</summary>
public sealed class FilterSet : IDriverFeed
{
    private readonly float[] _taps; // [channel][driver][tap]

    internal FilterSet(string name, int sampleRate, int channels, int drivers, int tapCount, double delaySamples, float[] taps)
    {
        Name = name;
        SampleRate = sampleRate;
        ChannelCount = channels;
        DriverCount = drivers;
        TapCount = tapCount;
        DelaySamples = delaySamples;
        _taps = taps;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Programme channels: 2 (left, right) or 3 (and centre).</summary>
    public int ChannelCount { get; }

    /// <inheritdoc/>
    public int DriverCount { get; }

    /// <summary>Taps of every filter.</summary>
    public int TapCount { get; }

    /// <summary>The lead-in that all filters share, in samples: where an ideal wire would have its one tap.</summary>
    public double DelaySamples { get; }

    /// <summary>The taps from a channel to a driver.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="driver">The driver, from 0.</param>
    public ReadOnlySpan<float> Taps(ProgrammeChannel channel, int driver) =>
        _taps.AsSpan((((int)channel * DriverCount) + driver) * TapCount, TapCount);

    /// <inheritdoc/>
    public Complex Response(ProgrammeChannel channel, int driver, double hz) => FrequencyResponse.Of(Taps(channel, driver), SampleRate, hz);

    /// <summary>Largest output that samples of 1 can make in any driver, in dB: the pre-gain that can never clip is its negative.</summary>
    public double WorstPeakDb
    {
        get
        {
            double worst = 0;
            for (int n = 0; n < DriverCount; n++)
            {
                double sum = 0;
                for (int c = 0; c < ChannelCount; c++)
                {
                    sum += System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes(Taps((ProgrammeChannel)c, n));
                }

                worst = Math.Max(worst, sum);
            }

            return 20 * Math.Log10(Math.Max(worst, 1e-30));
        }
    }

    /// <summary>Largest level that sines of 1 in all channels can make in any driver, in dB, on a grid of 24 steps an octave.</summary>
    public double PeakGainDb
    {
        get
        {
            double worst = 0;
            foreach (double hz in Plants.FrequencyGrid.Logarithmic(20, SampleRate * 0.48, 24))
            {
                for (int n = 0; n < DriverCount; n++)
                {
                    // The centre is what both channels share, so it takes the place of them, not its own beside them.
                    double sides = Response(ProgrammeChannel.Left, n, hz).Magnitude + Response(ProgrammeChannel.Right, n, hz).Magnitude;
                    double center = ChannelCount > 2 ? Response(ProgrammeChannel.Center, n, hz).Magnitude : 0;
                    worst = Math.Max(worst, Math.Max(sides, center));
                }
            }

            return 20 * Math.Log10(Math.Max(worst, 1e-30));
        }
    }

    /// <summary>All filters as one recording, channel by channel, driver by driver: what is written as a multichannel WAV.</summary>
    public AudioBuffer ToBuffer()
    {
        var buffer = new AudioBuffer(SampleRate, ChannelCount * DriverCount, TapCount);
        _taps.CopyTo(buffer.Samples);
        return buffer;
    }
}
