namespace Earshot.Spatial.Devices;

/// <summary>Where filters can go beside WAV files.</summary>
public enum ExportFormat
{
    /// <summary>A CamillaDSP configuration with its mixer.</summary>
    CamillaDsp = 0,

    /// <summary>Equalizer APO text.</summary>
    EqualizerApo = 1,

    /// <summary>A PipeWire filter-chain module.</summary>
    PipeWire = 2,

    /// <summary>A C header with the coefficients.</summary>
    CHeader = 3,
}
