namespace Earshot.Watermarking;

/// <summary>The two ways of marking.</summary>
public enum WatermarkProfile
{
    /// <summary>Presence within two seconds: the programme's content in two sub-bands is replaced, energy preserved.</summary>
    Event,

    /// <summary>A mark below the masking threshold, repeated for as long as the programme plays.</summary>
    Continuous,
}
