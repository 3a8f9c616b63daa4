namespace Earshot.Spatial.Devices;

/// <summary>What a device must reach; a figure that misses its limit fails the score.</summary>
public sealed class DeviceLimits
{
    /// <summary>Least mean separation in dB, 300 Hz to 8 kHz. Default: none.</summary>
    public double? SeparationDb { get; init; }

    /// <summary>Least mean separation with the head 5 cm to the side, in dB. Default: none.</summary>
    public double? OffsetSeparationDb { get; init; }

    /// <summary>Most boost in dB. Default: none.</summary>
    public double? BoostDb { get; init; }

    /// <summary>Most colouration of the near ear, standard deviation in dB. Default: none.</summary>
    public double? ColorationDb { get; init; }

    /// <summary>Least depth of the centre's nulls in dB. Default: none.</summary>
    public double? NullDb { get; init; }

    /// <summary>Least directivity index of the centre in dB. Default: none.</summary>
    public double? DirectivityIndexDb { get; init; }
}
