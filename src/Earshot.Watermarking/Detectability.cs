namespace Earshot.Watermarking;

/// <summary>How surely a mark at some place will be found.</summary>
public enum Detectability
{
    /// <summary>The programme has nothing in the band that could carry a mark.</summary>
    None,

    /// <summary>Found on a clean path; lost in a noisy room.</summary>
    Poor,

    /// <summary>Found across an ordinary room.</summary>
    Fair,

    /// <summary>Found far away and in noise.</summary>
    Good,
}
