namespace Earshot.Watermarking.Coding;

/// <summary>The way from 16 bits to the signs of the payload frames and back.</summary>
/// <remarks>
/// 16 data bits and 16 check bits go through <see cref="TailBitingCode"/>: 128 coded bits, each sent three times, spread over the
/// 384 frames so that neither neighbours of the code nor the three copies share a pause of the programme.
/// </remarks>
internal static class PayloadCode
{
    private const ushort BitsInitial = 0xFFFF;
    private const ushort TimeInitial = 0x1D0F;

    /// <summary>The signs of the payload frames, before the key scrambles them.</summary>
    /// <param name="payload">What to carry.</param>
    /// <param name="signs"><see cref="MarkFormat.PayloadFrameCount"/> values, +1 or -1.</param>
    public static void Encode(WatermarkPayload payload, Span<sbyte> signs)
    {
        ushort check = Crc16.Compute(payload.Value, payload.IsTimeStamp ? TimeInitial : BitsInitial);
        Span<sbyte> coded = stackalloc sbyte[TailBitingCode.CodedBitCount];
        TailBitingCode.Encode(((uint)payload.Value << 16) | check, coded);
        for (int frame = 0; frame < signs.Length; frame++)
        {
            signs[frame] = coded[CodedIndex(frame)];
        }
    }

    /// <summary>Adds the three copies of each coded bit.</summary>
    /// <param name="soft">One value a payload frame, positive for sign +1.</param>
    /// <param name="coded"><see cref="TailBitingCode.CodedBitCount"/> sums.</param>
    public static void Combine(ReadOnlySpan<float> soft, Span<float> coded)
    {
        coded.Clear();
        for (int frame = 0; frame < soft.Length; frame++)
        {
            coded[CodedIndex(frame)] += soft[frame];
        }
    }

    /// <summary>Checks decoded bits.</summary>
    /// <param name="data">16 data and 16 check bits.</param>
    /// <param name="payload">The payload, when the check fits.</param>
    public static bool TryRead(uint data, out WatermarkPayload payload)
    {
        ushort value = (ushort)(data >> 16);
        ushort check = (ushort)data;
        if (Crc16.Compute(value, BitsInitial) == check)
        {
            payload = WatermarkPayload.FromBits(value);
            return true;
        }

        if (Crc16.Compute(value, TimeInitial) == check)
        {
            payload = WatermarkPayload.FromTimeBits(value);
            return true;
        }

        payload = default;
        return false;
    }

    // 37 is odd, so that each run of 128 frames visits each coded bit once; 43 sets the copies apart by a third of the circle.
    private static int CodedIndex(int frame) =>
        ((37 * frame) + (43 * (frame / TailBitingCode.CodedBitCount))) % TailBitingCode.CodedBitCount;
}
