namespace Earshot.Watermarking.Coding;

/// <summary>The cyclic redundancy check with the polynomial x^16 + x^12 + x^5 + 1 (ITU-T X.25), high bit first, no final inversion.</summary>
internal static class Crc16
{
    private const int Polynomial = 0x1021;

    /// <summary>Check word of 16 data bits.</summary>
    /// <param name="data">The data.</param>
    /// <param name="initial">Start value; different start values tell kinds of payload apart.</param>
    public static ushort Compute(ushort data, ushort initial)
    {
        int crc = initial ^ data;
        for (int bit = 0; bit < 16; bit++)
        {
            crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
        }

        return (ushort)crc;
    }
}
