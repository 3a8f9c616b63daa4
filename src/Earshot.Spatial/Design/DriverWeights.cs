using System.Numerics;

namespace Earshot.Spatial.Design;

/// <summary>What every driver plays of one programme channel, over frequency: the ideal that filters are made of.</summary>
public sealed class DriverWeights
{
    private readonly Complex[] _weights; // [driver][frequency]
    private readonly double[] _hz;

    internal DriverWeights(int drivers, double[] frequenciesHz)
    {
        DriverCount = drivers;
        _hz = frequenciesHz;
        _weights = new Complex[drivers * frequenciesHz.Length];
    }

    /// <summary>Drivers.</summary>
    public int DriverCount { get; }

    /// <summary>The frequencies in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _hz;

    /// <summary>One driver's weights.</summary>
    /// <param name="driver">The driver, from 0.</param>
    /// <returns>One complex gain a frequency, for e^(+jwt), without modelling delay.</returns>
    public ReadOnlySpan<Complex> Of(int driver) => _weights.AsSpan(driver * _hz.Length, _hz.Length);

    /// <summary>One driver's weights, to be written.</summary>
    internal Span<Complex> Edit(int driver) => _weights.AsSpan(driver * _hz.Length, _hz.Length);

    /// <summary>Summed power of all drivers at a frequency, in dB.</summary>
    /// <param name="frequency">Index of the frequency.</param>
    public double EffortDb(int frequency)
    {
        double sum = 0;
        for (int n = 0; n < DriverCount; n++)
        {
            Complex w = Of(n)[frequency];
            sum += (w.Real * w.Real) + (w.Imaginary * w.Imaginary);
        }

        return 10 * Math.Log10(sum);
    }

    /// <summary>The same weights, louder or softer.</summary>
    /// <param name="gain">The factor.</param>
    internal DriverWeights Scaled(double gain)
    {
        var scaled = new DriverWeights(DriverCount, _hz);
        for (int i = 0; i < _weights.Length; i++)
        {
            scaled._weights[i] = _weights[i] * gain;
        }

        return scaled;
    }
}
