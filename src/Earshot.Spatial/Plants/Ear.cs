namespace Earshot.Spatial.Plants;

/// <summary>One of the two ears.</summary>
public enum Ear
{
    /// <summary>The left ear.</summary>
    Left = 0,

    /// <summary>The right ear.</summary>
    Right = 1,
}
