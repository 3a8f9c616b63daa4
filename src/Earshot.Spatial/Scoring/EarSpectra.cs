using System.Numerics;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Scoring;

/// <summary>What both ears of a head hear of each programme channel, over frequency.</summary>
public sealed class EarSpectra
{
    private readonly Complex[] _ears; // [channel][ear][frequency]
    private readonly double[] _effort; // [channel][frequency]
    private readonly double[] _hz;

    private EarSpectra(double[] frequenciesHz)
    {
        _hz = frequenciesHz;
        _ears = new Complex[4 * frequenciesHz.Length];
        _effort = new double[2 * frequenciesHz.Length];
    }

    /// <summary>The frequencies in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _hz;

    /// <summary>Pressure at an ear for a channel, relative to one driver's at one metre.</summary>
    /// <param name="channel">Left or right.</param>
    /// <param name="ear">The ear.</param>
    public ReadOnlySpan<Complex> At(ProgrammeChannel channel, Ear ear) =>
        _ears.AsSpan((((int)channel * 2) + (int)ear) * _hz.Length, _hz.Length);

    /// <summary>Summed power of all drivers for a channel at a frequency, in dB.</summary>
    /// <param name="channel">Left or right.</param>
    /// <param name="frequency">Index of the frequency.</param>
    public double EffortDb(ProgrammeChannel channel, int frequency) => 10 * Math.Log10(_effort[((int)channel * _hz.Length) + frequency]);

    /// <summary>Near ear over far ear for a channel at a frequency, in dB.</summary>
    /// <param name="channel">Left or right.</param>
    /// <param name="frequency">Index of the frequency.</param>
    public double SeparationDb(ProgrammeChannel channel, int frequency)
    {
        Ear near = channel == ProgrammeChannel.Left ? Ear.Left : Ear.Right;
        Ear far = channel == ProgrammeChannel.Left ? Ear.Right : Ear.Left;
        return 20 * Math.Log10(At(channel, near)[frequency].Magnitude / Math.Max(At(channel, far)[frequency].Magnitude, 1e-30));
    }

    /// <summary>Computes the spectra.</summary>
    /// <param name="feed">What the drivers play.</param>
    /// <param name="plant">From the drivers to the ears.</param>
    public static EarSpectra Of(IDriverFeed feed, EarPlant plant)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(plant);
        double[] hz = plant.FrequenciesHz.ToArray();
        var spectra = new EarSpectra(hz);
        for (int i = 0; i < hz.Length; i++)
        {
            for (int c = 0; c < 2; c++)
            {
                for (int n = 0; n < plant.DriverCount; n++)
                {
                    Complex w = feed.Response((ProgrammeChannel)c, n, hz[i]);
                    spectra._effort[(c * hz.Length) + i] += (w.Real * w.Real) + (w.Imaginary * w.Imaginary);
                    spectra._ears[(2 * c * hz.Length) + i] += w * plant.Path(Ear.Left, n)[i];
                    spectra._ears[(((2 * c) + 1) * hz.Length) + i] += w * plant.Path(Ear.Right, n)[i];
                }
            }
        }

        return spectra;
    }
}
