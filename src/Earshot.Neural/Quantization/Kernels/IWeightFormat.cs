namespace Earshot.Neural.Quantization.Kernels;

/// <summary>How the codes of a strip of eight rows lie in memory, block by block along K.</summary>
/// <remarks>
/// The unit is a group: four neighboring codes of each row, <c>[8 rows][4]</c>, 32 places. Formats under 8 bits put several groups
/// into the same bytes, so that one mask takes a whole group out, in order.
/// </remarks>
internal unsafe interface IWeightFormat
{
    /// <summary>Bits per code.</summary>
    static abstract int Bits { get; }

    /// <summary>Codes of each row in a block: 8, 16 or 32.</summary>
    static abstract int Depth { get; }

    /// <summary>Bytes of a block.</summary>
    static abstract int Bytes { get; }

    /// <summary>Writes a code into a block of zeros.</summary>
    static abstract void Put(byte* block, int row, int k, int code);

    /// <summary>Reads a code.</summary>
    static abstract int Get(byte* block, int row, int k);

    /// <summary>The codes of a group, a byte each, <c>[8 rows][4]</c>.</summary>
    static abstract TCodes Group<TCodes>(byte* block, int group)
        where TCodes : unmanaged, ICodes<TCodes>;
}
