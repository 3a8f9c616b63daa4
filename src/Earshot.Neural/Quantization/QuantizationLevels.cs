namespace Earshot.Neural.Quantization;

/// <summary>Where the levels of a uniform quantizer lie.</summary>
public enum QuantizationLevels
{
    /// <summary>Zero is a level: -(2^(b-1) - 1) to 2^(b-1) - 1 steps. One code is left unused.</summary>
    MidTread,

    /// <summary>Zero lies between levels: odd multiples of half a step, all 2^b of them. Better at two and three bits.</summary>
    MidRise,
}
