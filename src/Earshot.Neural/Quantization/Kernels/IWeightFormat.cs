namespace Earshot.Neural.Quantization.Kernels;

/// <summary>How the codes of a panel of 32 rows lie in memory, block by block along K.</summary>
/// <remarks>
/// The unit is a group: four neighboring codes of each row, <c>[32 rows][4]</c>, 128 places. Formats under 8 bits put several groups
/// into the same bytes, so that one mask takes a whole group out, in order.
/// </remarks>
internal unsafe interface IWeightFormat
{
    /// <summary>Bits per code.</summary>
    static abstract int Bits { get; }

    /// <summary>Codes of each row in a block: a multiple of four that divides 32.</summary>
    static abstract int Depth { get; }

    /// <summary>Bytes of a block.</summary>
    static abstract int Bytes { get; }

    /// <summary>Writes a code into a block of zeros.</summary>
    static abstract void Put(byte* block, int row, int k, int code);

    /// <summary>Reads a code.</summary>
    static abstract int Get(byte* block, int row, int k);

    /// <summary>Adds a block's products for eight rows to two sets of sums, in turns, so that neither has to wait for itself.</summary>
    static abstract void Add<TSums, TCodes>(byte* block, sbyte* bytes, short* words, ref TSums even, ref TSums odd)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>;
}
