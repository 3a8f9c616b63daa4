using System.Numerics;
using Earshot.Signals.Randomness;
using Earshot.Watermarking.Coding;

namespace Earshot.Watermarking.Tests.Coding;

public sealed class TailBitingCodeTests
{
    private readonly SeededRandom _random = new(41);

    [Fact]
    public void Clean_words_decode()
    {
        var code = new TailBitingCode();
        foreach (uint data in (uint[])[0, uint.MaxValue, 1, 0x80000000, 0xAAAAAAAA, .. Enumerable.Range(0, 40).Select(_ => (uint)_random.NextBits())])
        {
            Assert.Equal(data, code.Decode(Encode(data)));
        }
    }

    // g_k sums the taps of the newest bit and the eight before it, around the circle, modulo 2.
    [Fact]
    public void Words_are_the_circular_convolution_with_the_generators()
    {
        int[] generators = [0x1F5, 0x1B9, 0x14B, 0x13B]; // 765, 671, 513, 473 octal
        for (int trial = 0; trial < 20; trial++)
        {
            uint data = (uint)_random.NextBits();
            float[] coded = Encode(data);
            for (int i = 0; i < 32; i++)
            {
                for (int g = 0; g < 4; g++)
                {
                    int sum = 0;
                    for (int tap = 0; tap < 9; tap++)
                    {
                        // Tap 0 is the lowest bit of the generator and meets the newest data bit; data run from the highest bit.
                        int bit = (int)(data >> (31 - ((i - tap + 32) % 32))) & 1;
                        sum ^= bit & (generators[g] >> tap);
                    }

                    Assert.Equal(1 - (2 * (sum & 1)), coded[(4 * i) + g]);
                }
            }
        }
    }

    [Fact]
    public void Turning_the_data_turns_the_word()
    {
        for (int trial = 0; trial < 20; trial++)
        {
            uint data = (uint)_random.NextBits();
            float[] coded = Encode(data);
            float[] turned = Encode(BitOperations.RotateLeft(data, 5));
            Assert.Equal([.. coded[20..], .. coded[..20]], turned);
        }
    }

    // The code is linear, so all distances are weights; short stretches of data hold the lightest words.
    [Fact]
    public void The_lightest_word_has_the_free_distance()
    {
        int least = int.MaxValue;
        for (uint data = 1; data < 1 << 12; data++)
        {
            least = Math.Min(least, Encode(data).Count(value => value < 0));
        }

        Assert.Equal(24, least);
    }

    // Exhaustive search over 2^32 words is out of reach: the decoded word is held against the sent one, all its neighbours of up to three
    // bits, and random words. None may agree better with what was received.
    [Fact]
    public void Decoding_is_most_likely_among_neighbours_and_random_words()
    {
        var code = new TailBitingCode();
        var rivals = new List<uint>();
        for (int a = 0; a < 32; a++)
        {
            for (int b = a; b < 32; b++)
            {
                for (int c = b; c < 32; c++)
                {
                    rivals.Add((1u << a) | (1u << b) | (1u << c));
                }
            }
        }

        sbyte[][] words = [.. rivals.Select(Signs)];
        int missed = 0;
        for (int trial = 0; trial < 30; trial++)
        {
            uint data = (uint)_random.NextBits();
            // The noisiest word that a receiver accepts: sqrt(384) / sqrt(1 + 3 x 1.39^2) = 7.5.
            float[] received = Noisy(data, deviation: 1.39);
            uint decoded = code.Decode(received);
            double best = Agreement(Signs(decoded), received);
            sbyte[] sent = Signs(data);
            sbyte[] around = Signs(decoded);
            bool beaten = Agreement(sent, received) > best + 1e-3;
            foreach (sbyte[] word in words)
            {
                // Linear: the sum of two words is the product of their signs.
                double rival = 0;
                for (int i = 0; i < received.Length; i++)
                {
                    rival += word[i] * around[i] * received[i];
                }

                beaten |= rival > best + 1e-3;
            }

            missed += beaten ? 1 : 0;
        }

        // Three rounds around the circle find nearly, not always, the most likely word: 2 of 30 miss it here.
        Assert.InRange(missed, 0, 3);
    }

    [Fact]
    public void Noise_that_breaks_plain_bits_leaves_the_code_whole()
    {
        var code = new TailBitingCode();
        int wrongWords = 0;
        int wrongBits = 0;
        const int Trials = 100;
        for (int trial = 0; trial < Trials; trial++)
        {
            uint data = (uint)_random.NextBits();
            // 0 dB a coded bit: 6 dB a data bit.
            float[] received = Noisy(data, deviation: 1);
            wrongBits += received.Zip(Signs(data), (r, s) => r * s < 0 ? 1 : 0).Sum();
            wrongWords += code.Decode(received) == data ? 0 : 1;
        }

        double plain = wrongBits / (Trials * 128.0);
        Assert.InRange(plain, 0.13, 0.19); // Q(1) = 0.159
        Assert.InRange(wrongWords, 0, 1);
    }

    // The energy of four coded bits in one plain bit stands 6 dB over the noise: Q(2) = 2.3 %.
    [Fact]
    public void At_equal_energy_the_code_beats_plain_bits()
    {
        var code = new TailBitingCode();
        int wrong = 0;
        const int Trials = 100;
        for (int trial = 0; trial < Trials; trial++)
        {
            uint data = (uint)_random.NextBits();
            wrong += BitOperations.PopCount(code.Decode(Noisy(data, deviation: 1)) ^ data);
        }

        Assert.True(wrong / (Trials * 32.0) < 0.0228 / 4, $"{wrong} wrong bits of {Trials * 32}");
    }

    private static sbyte[] Signs(uint data)
    {
        var coded = new sbyte[TailBitingCode.CodedBitCount];
        TailBitingCode.Encode(data, coded);
        return coded;
    }

    private static float[] Encode(uint data) => [.. Signs(data).Select(sign => (float)sign)];

    private static double Agreement(sbyte[] word, float[] received) => word.Zip(received, (w, r) => (double)w * r).Sum();

    private float[] Noisy(uint data, double deviation) => [.. Encode(data).Select(value => value + (float)(deviation * _random.NextGaussian()))];
}
