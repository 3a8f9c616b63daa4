using System.Globalization;

namespace Earshot.Watermarking;

/// <summary>How a mark is made.</summary>
public sealed class WatermarkEmbedderOptions
{
    /// <summary>Event or continuous.</summary>
    /// <value>Default <see cref="WatermarkProfile.Event"/>.</value>
    public WatermarkProfile Profile { get; init; } = WatermarkProfile.Event;

    /// <summary>Event: amplitude of the repeated pattern in the exchanged band; the rest of the energy is noise that keeps it from buzzing.</summary>
    /// <value>0.3 .. 1; default 0.9 (the published demonstration: 0.8).</value>
    public double Strength { get; init; } = 0.9;

    /// <summary>Continuous: least ratio of programme to mark in dB.</summary>
    /// <value>10 .. 60; default 30.5.</value>
    public double SignalToNoiseDb { get; init; } = 30.5;

    /// <summary>Continuous: how far the mark stays below the masking threshold, in dB.</summary>
    /// <value>-6 .. 30; default 4.</value>
    public double MaskingMarginDb { get; init; } = 4;

    /// <summary>Chooses the pattern: any number gives a mark that the same key finds.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <param name="parameterName">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        Check(problems, nameof(Strength), Strength, 0.3, 1);
        Check(problems, nameof(SignalToNoiseDb), SignalToNoiseDb, 10, 60);
        Check(problems, nameof(MaskingMarginDb), MaskingMarginDb, -6, 30);
        if (!Enum.IsDefined(Profile))
        {
            problems.Add($"{nameof(Profile)} is {Profile}; it should be Event or Continuous");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }

    private static void Check(List<string> problems, string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it should be {low} .. {high}"));
        }
    }
}
