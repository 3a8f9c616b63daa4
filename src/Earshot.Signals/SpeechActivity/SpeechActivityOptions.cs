namespace Earshot.Signals.SpeechActivity;

/// <summary>What a <see cref="SpeechActivityDetector"/> can be told.</summary>
public sealed class SpeechActivityOptions
{
    /// <summary>Mean log likelihood ratio over bands from which a frame counts as active; higher is stricter.</summary>
    /// <value>0.05 .. 5; default 0.2.</value>
    public double Threshold { get; init; } = 0.2;

    /// <summary>How periodic a frame must be to count as voiced, as height of the autocorrelation's peak.</summary>
    /// <value>0.2 .. 0.95; default 0.35; noise stays below 0.3, babble below 0.45.</value>
    public double VoicingThreshold { get; init; } = 0.35;

    /// <summary>Voiced time that speech needs within half a second before it is believed, s.</summary>
    /// <value>0 .. 0.5; default 0.1. 0 takes any sound that rises above the noise floor for speech.</value>
    public double VoicedSeconds { get; init; } = 0.1;

    /// <summary>Pauses shorter than this do not end the speech, s.</summary>
    /// <value>0.05 .. 5; default 0.35.</value>
    public double HangoverSeconds { get; init; } = 0.35;

    internal void Validate(string name)
    {
        var problems = new List<string>();
        Require(Threshold, 0.05, 5, nameof(Threshold), problems);
        Require(VoicingThreshold, 0.2, 0.95, nameof(VoicingThreshold), problems);
        Require(VoicedSeconds, 0, 0.5, nameof(VoicedSeconds), problems);
        Require(HangoverSeconds, 0.05, 5, nameof(HangoverSeconds), problems);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), name);
        }
    }

    private static void Require(double value, double low, double high, string name, List<string> problems)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}; {low} .. {high} was expected");
        }
    }
}
