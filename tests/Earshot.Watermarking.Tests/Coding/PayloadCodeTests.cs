using Earshot.Signals.Randomness;
using Earshot.Watermarking.Coding;

namespace Earshot.Watermarking.Tests.Coding;

public sealed class PayloadCodeTests
{
    // Bit by bit: the data polynomial times x^16, modulo x^16 + x^12 + x^5 + 1, the start value added to the highest 16 bits.
    [Fact]
    public void Check_words_are_the_remainder_of_polynomial_division()
    {
        var random = new SeededRandom(51);
        for (int trial = 0; trial < 2000; trial++)
        {
            ushort data = (ushort)random.NextBits();
            ushort initial = (ushort)random.NextBits();
            ulong remainder = (ulong)(ushort)(data ^ initial) << 16;
            for (int bit = 31; bit >= 16; bit--)
            {
                remainder ^= (remainder >> bit & 1) * (0x11021UL << (bit - 16));
            }

            Assert.Equal((ushort)remainder, Crc16.Compute(data, initial));
        }
    }

    // The usual value of CRC-16/CCITT-FALSE for the text "12345678", two digits at a time.
    [Fact]
    public void Check_word_of_a_known_text()
    {
        ushort crc = 0xFFFF;
        foreach (ushort pair in (ushort[])[0x3132, 0x3334, 0x3536, 0x3738])
        {
            crc = Crc16.Compute(pair, crc);
        }

        Assert.Equal(0xA12B, crc);
    }

    [Fact]
    public void Every_coded_bit_is_sent_three_times_a_third_of_the_payload_apart()
    {
        var places = new List<int>[TailBitingCode.CodedBitCount];
        for (int frame = 0; frame < MarkFormat.PayloadFrameCount; frame++)
        {
            var soft = new float[MarkFormat.PayloadFrameCount];
            var coded = new float[TailBitingCode.CodedBitCount];
            soft[frame] = 1;
            PayloadCode.Combine(soft, coded);
            int index = Array.IndexOf(coded, 1f);
            Assert.Equal(1, coded.Sum());
            (places[index] ??= []).Add(frame);
        }

        foreach (List<int> frames in places)
        {
            Assert.Equal(3, frames.Count);
            Assert.Equal([0, 1, 2], frames.Select(frame => frame / TailBitingCode.CodedBitCount));
            int[] positions = [.. frames.Select(frame => frame % TailBitingCode.CodedBitCount).Order()];
            Assert.True(positions[1] - positions[0] >= 10 && positions[2] - positions[1] >= 10, string.Join(' ', frames));
        }
    }

    [Theory]
    [InlineData(0x0000, false)]
    [InlineData(0x1F2E, false)]
    [InlineData(0xFFFF, false)]
    [InlineData(0x1F2E, true)]
    public void Payloads_survive_the_code_and_a_lost_quarter_of_the_frames(int value, bool isTime)
    {
        WatermarkPayload payload = isTime ? WatermarkPayload.FromTimeBits((ushort)value) : WatermarkPayload.FromBits((ushort)value);
        var signs = new sbyte[MarkFormat.PayloadFrameCount];
        PayloadCode.Encode(payload, signs);
        float[] soft = [.. signs.Select(sign => (float)sign)];
        soft.AsSpan(100, 96).Clear();
        var coded = new float[TailBitingCode.CodedBitCount];
        PayloadCode.Combine(soft, coded);
        Assert.True(PayloadCode.TryRead(new TailBitingCode().Decode(coded), out WatermarkPayload read));
        Assert.Equal(payload, read);
    }

    // Two of 65536 check words are right for each value: one for bits, one for a time.
    [Fact]
    public void Random_words_are_accepted_as_seldom_as_the_check_promises()
    {
        var random = new SeededRandom(52);
        const int Words = 4_000_000;
        int accepted = 0;
        for (int trial = 0; trial < Words; trial++)
        {
            accepted += PayloadCode.TryRead((uint)random.NextBits(), out _) ? 1 : 0;
        }

        double expected = Words * 2 / 65536.0;
        double deviation = Math.Sqrt(expected);
        Assert.InRange(accepted, expected - (5 * deviation), expected + (5 * deviation));
    }
}
