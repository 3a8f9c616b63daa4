namespace Earshot.Spatial.Plants;

/// <summary>Frequencies that designs and scores are computed at.</summary>
public static class FrequencyGrid
{
    /// <summary>The bins of a transform: 0, rate / length, ... rate / 2.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="fftLength">Points of the transform, even.</param>
    /// <returns>fftLength / 2 + 1 frequencies in Hz.</returns>
    public static double[] Bins(int sampleRate, int fftLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        var hz = new double[(fftLength / 2) + 1];
        for (int i = 0; i < hz.Length; i++)
        {
            hz[i] = i * (double)sampleRate / fftLength;
        }

        return hz;
    }

    /// <summary>Equal steps over log frequency.</summary>
    /// <param name="lowHz">The first frequency in Hz, above 0.</param>
    /// <param name="highHz">The end in Hz; the last frequency is at or below it.</param>
    /// <param name="stepsPerOctave">Steps an octave, 1 or more.</param>
    public static double[] Logarithmic(double lowHz, double highHz, int stepsPerOctave = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(highHz, lowHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerOctave, 1);
        int count = (int)Math.Floor((Math.Log2(highHz / lowHz) * stepsPerOctave) + 1e-9) + 1;
        var hz = new double[count];
        for (int i = 0; i < count; i++)
        {
            hz[i] = lowHz * Math.Pow(2, i / (double)stepsPerOctave);
        }

        return hz;
    }
}
