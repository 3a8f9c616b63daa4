using System.Globalization;

namespace Earshot.Corpora.Mixing;

/// <summary>What a <see cref="SpeechMixer"/> makes.</summary>
public sealed class MixingOptions
{
    /// <summary>Samples per second of the mixtures.</summary>
    /// <value>8000 .. 192000; default 48000.</value>
    public int SampleRate { get; init; } = 48000;

    /// <summary>Length of a mixture in seconds.</summary>
    /// <value>0.5 .. 600; default 4.</value>
    public double Seconds { get; init; } = 4;

    /// <summary>Lowest signal-to-noise ratio in dB; ratios are drawn evenly.</summary>
    /// <value>-40 .. 60; default -5.</value>
    public double LowestSnrDb { get; init; } = -5;

    /// <summary>Highest signal-to-noise ratio in dB.</summary>
    /// <value>-40 .. 60, not below the lowest; default 25.</value>
    public double HighestSnrDb { get; init; } = 25;

    /// <summary>Level of the speech in dB full scale, lowest.</summary>
    /// <value>-80 .. 0; default -45.</value>
    public double LowestLevelDb { get; init; } = -45;

    /// <summary>Level of the speech in dB full scale, highest.</summary>
    /// <value>-80 .. 0, not below the lowest; default -18.</value>
    public double HighestLevelDb { get; init; } = -18;

    /// <summary>Share of mixtures without noise.</summary>
    /// <value>0 .. 1; default 0.05.</value>
    public double CleanShare { get; init; } = 0.05;

    /// <summary>Share of mixtures without speech.</summary>
    /// <value>0 .. 1; default 0.03.</value>
    public double NoiseOnlyShare { get; init; } = 0.03;

    /// <summary>Share of mixtures whose speech is in a room.</summary>
    /// <value>0 .. 1; default 0.4.</value>
    public double RoomShare { get; init; } = 0.4;

    /// <summary>Share of mixtures that pass a low-pass of 3.6 to 16 kHz, as a telephone or a codec has.</summary>
    /// <value>0 .. 1; default 0.25.</value>
    public double LowPassShare { get; init; } = 0.25;

    /// <summary>Largest boost or cut, in dB, of the shelves that color speech and noise.</summary>
    /// <value>0 .. 24; default 6.</value>
    public double ColorationDb { get; init; } = 6;

    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        void Require(string name, double value, double low, double high)
        {
            if (!(value >= low && value <= high))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it should be {low} .. {high}"));
            }
        }

        Require(nameof(SampleRate), SampleRate, 8000, 192000);
        Require(nameof(Seconds), Seconds, 0.5, 600);
        Require(nameof(LowestSnrDb), LowestSnrDb, -40, 60);
        Require(nameof(HighestSnrDb), HighestSnrDb, LowestSnrDb, 60);
        Require(nameof(LowestLevelDb), LowestLevelDb, -80, 0);
        Require(nameof(HighestLevelDb), HighestLevelDb, LowestLevelDb, 0);
        Require(nameof(CleanShare), CleanShare, 0, 1);
        Require(nameof(NoiseOnlyShare), NoiseOnlyShare, 0, 1);
        Require(nameof(RoomShare), RoomShare, 0, 1);
        Require(nameof(LowPassShare), LowPassShare, 0, 1);
        Require(nameof(ColorationDb), ColorationDb, 0, 24);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}
