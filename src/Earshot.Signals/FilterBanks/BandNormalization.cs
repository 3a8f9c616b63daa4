namespace Earshot.Signals.FilterBanks;

/// <summary>How the triangles of a bank are scaled.</summary>
public enum BandNormalization
{
    /// <summary>Peak 1: a band's energy grows with its width.</summary>
    Peak,

    /// <summary>Area 1 over frequency in Hz (peak 2 / width): white noise gives equal bands. The convention of Slaney.</summary>
    Area,
}
