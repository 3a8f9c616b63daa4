namespace Earshot.Signals.FilterBanks;

/// <summary>A scale on which equal steps sound about equally wide; strictly increasing with frequency.</summary>
/// <remarks>Instances are immutable and shareable; <see cref="KnownScales"/> holds them all.</remarks>
public abstract class FrequencyScale
{
    private protected FrequencyScale(string name)
    {
        Name = name;
    }

    /// <summary>Name of the scale, for reports.</summary>
    public string Name { get; }

    /// <summary>Position of a frequency on the scale.</summary>
    /// <param name="hz">Frequency in Hz, 0 or more.</param>
    public abstract double FromHz(double hz);

    /// <summary>Frequency in Hz at a position; undoes <see cref="FromHz"/>.</summary>
    /// <param name="position">Position on the scale.</param>
    public abstract double ToHz(double position);

    /// <summary>Frequencies that are equally spaced on this scale, both ends included.</summary>
    /// <param name="lowHz">First frequency in Hz, 0 or more.</param>
    /// <param name="highHz">Last frequency in Hz, above <paramref name="lowHz"/>.</param>
    /// <param name="count">How many, 2 or more.</param>
    /// <returns>Frequencies in Hz, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public double[] Space(double lowHz, double highHz, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lowHz);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highHz, lowHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        double first = FromHz(lowHz);
        double step = (FromHz(highHz) - first) / (count - 1);
        var frequencies = new double[count];
        for (int i = 0; i < count; i++)
        {
            frequencies[i] = ToHz(first + (i * step));
        }

        // The ends come back exactly, so that a bank never reaches one rounding error past the Nyquist frequency.
        frequencies[0] = lowHz;
        frequencies[^1] = highHz;
        return frequencies;
    }
}
