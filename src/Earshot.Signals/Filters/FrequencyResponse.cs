using System.Numerics;

namespace Earshot.Signals.Filters;

/// <summary>Responses of filters to steady tones.</summary>
public static class FrequencyResponse
{
    /// <summary>Response of a finite impulse response: sum over k of taps[k] e^(-j w k).</summary>
    /// <param name="taps">The impulse response.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static Complex Of(ReadOnlySpan<float> taps, int sampleRate, double frequencyHz)
    {
        // Horner's rule: one multiplication a tap.
        Complex back = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / sampleRate);
        Complex sum = Complex.Zero;
        for (int k = taps.Length - 1; k >= 0; k--)
        {
            sum = (sum * back) + taps[k];
        }

        return sum;
    }

    /// <summary>Response of second-order sections in a row: the product of theirs.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    public static Complex Of(ReadOnlySpan<BiquadCoefficients> sections, int sampleRate, double frequencyHz)
    {
        Complex product = Complex.One;
        foreach (BiquadCoefficients section in sections)
        {
            product *= section.Response(sampleRate, frequencyHz);
        }

        return product;
    }

    /// <summary>Gain in dB: 20 log10 of the magnitude.</summary>
    /// <param name="response">A response.</param>
    public static double GainDb(Complex response) => 20 * Math.Log10(response.Magnitude);
}
