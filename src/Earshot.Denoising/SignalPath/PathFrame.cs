namespace Earshot.Denoising.SignalPath;

/// <summary>What is known about the frame that leaves the look-ahead: its spectrum, that of the comb filter, and the pitch.</summary>
internal sealed class PathFrame
{
    /// <summary>Creates an empty frame.</summary>
    /// <param name="format">The geometry.</param>
    public PathFrame(PathFormat format)
    {
        Real = new float[format.BinCount];
        Imaginary = new float[format.BinCount];
        CombReal = new float[format.BinCount];
        CombImaginary = new float[format.BinCount];
    }

    /// <summary>Spectrum of the window.</summary>
    public float[] Real { get; } // [bin]

    /// <summary>Its imaginary part.</summary>
    public float[] Imaginary { get; } // [bin]

    /// <summary>Spectrum of the comb-filtered window.</summary>
    public float[] CombReal { get; } // [bin]

    /// <summary>Its imaginary part.</summary>
    public float[] CombImaginary { get; } // [bin]

    /// <summary>Mean power of a bin in each band, scaled by 1 / FrameLength^2; 0 beyond the active bands.</summary>
    public float[] Energies { get; } = new float[PathFormat.BandCount];

    /// <summary>The same of the comb-filtered window.</summary>
    public float[] CombEnergies { get; } = new float[PathFormat.BandCount];

    /// <summary>Pitch coherence of each band, -1 .. 1: how much of it the comb filter keeps.</summary>
    public float[] Coherences { get; } = new float[PathFormat.BandCount];

    /// <summary>Energies of the newest window that the stream holds.</summary>
    public float[] NewestEnergies { get; } = new float[PathFormat.BandCount];

    /// <summary>Pitch period in samples.</summary>
    public int Period { get; set; }

    /// <summary>Normalised correlation at the pitch period, -1 .. 1.</summary>
    public float Correlation { get; set; }

    /// <summary>Sum of the squared comb weights that were used.</summary>
    public double TapPower { get; set; }
}
