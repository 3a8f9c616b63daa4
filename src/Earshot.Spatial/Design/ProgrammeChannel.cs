namespace Earshot.Spatial.Design;

/// <summary>What the upmix gives and the filters take.</summary>
public enum ProgrammeChannel
{
    /// <summary>What is left of the left channel without the centre.</summary>
    Left = 0,

    /// <summary>What is left of the right channel without the centre.</summary>
    Right = 1,

    /// <summary>What both channels share.</summary>
    Center = 2,
}
