using System.Buffers.Binary;
using System.Diagnostics;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

/// <summary>Mutates valid files; the reader must answer every one with samples or with an <see cref="AudioFormatException"/>.</summary>
/// <remarks>Bounds: 2 MiB of memory and five seconds a case (on a busy machine; a case takes well under a millisecond), for files of at most a few KiB. Seeded, so a failing case can be named and repeated.</remarks>
public sealed class WavFuzzTests
{
    private const int CasesPerSeed = 2500;

    private static readonly byte[][] Corpus = MakeCorpus();

    private static readonly uint[] Sizes =
        [0, 1, 2, 15, 16, 17, 39, 40, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_EFFF, 0xFFFF_F000, 0xFFFF_FFF7, 0xFFFF_FFFE, 0xFFFF_FFFF];

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void A_mutated_file_gives_samples_or_a_format_error(ulong seed)
    {
        var random = new SeededRandom(seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < CasesPerSeed; i++)
        {
            byte[] bytes = Mutate(Corpus[random.NextInt(Corpus.Length)], random);
            var memory = new MemoryStream(bytes);
            Stream stream = random.NextInt(2) == 0 ? memory : new PipeLikeStream(memory, 1 + random.NextInt(200));
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                using var reader = new WavReader(stream, "fuzz");
                AudioBuffer buffer = reader.ReadToEnd();
                Assert.True((long)buffer.Length * reader.Format.BlockAlign <= bytes.Length, $"seed {seed}, case {i}: more samples than bytes");
                Assert.InRange(reader.ChannelCount, 1, AudioLimits.MaxChannelCount);
                Assert.InRange(reader.SampleRate, AudioLimits.MinSampleRate, AudioLimits.MaxSampleRate);
                read++;
            }
            catch (AudioFormatException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, case {i}: {exception}");
            }

            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 5, $"seed {seed}, case {i}: too slow");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2 << 20, $"seed {seed}, case {i}: too much memory");
        }

        // A fuzzer that only ever meets one answer tests nothing.
        Assert.InRange(read, CasesPerSeed / 10, CasesPerSeed);
        Assert.InRange(refused, CasesPerSeed / 10, CasesPerSeed);
    }

    private static byte[] Mutate(byte[] valid, SeededRandom random)
    {
        var bytes = new List<byte>(valid);
        for (int n = 1 + random.NextInt(3); n > 0 && bytes.Count > 0; n--)
        {
            int at = random.NextInt(bytes.Count);
            int header = random.NextInt(Math.Min(bytes.Count, 120));
            switch (random.NextInt(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    bytes[header] = (byte)random.NextInt(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(header, Math.Min(bytes.Count - header, 1 + random.NextInt(8)));
                    break;
                case 4:
                    List<byte> part = bytes.GetRange(header, Math.Min(bytes.Count - header, 8 + random.NextInt(40)));
                    bytes.InsertRange(random.NextInt(Math.Min(bytes.Count, 120)), part);
                    break;
                case 5:
                    bytes.InsertRange(header, Enumerable.Range(0, 1 + random.NextInt(12)).Select(_ => (byte)random.NextInt(256)));
                    break;
                default:
                    OverwriteSize(bytes, random);
                    break;
            }
        }

        return bytes.ToArray();
    }

    // Sizes stand behind four letters; the sizes that break readers are those at the edges of 31 and 32 bits.
    private static void OverwriteSize(List<byte> bytes, SeededRandom random)
    {
        string[] ids = ["RIFF", "RF64", "fmt ", "ds64", "data", "LIST", "fact"];
        byte[] id = System.Text.Encoding.ASCII.GetBytes(ids[random.NextInt(ids.Length)]);
        int at = bytes.ToArray().AsSpan().IndexOf(id);
        if (at < 0 || at + 8 > bytes.Count)
        {
            return;
        }

        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, Sizes[random.NextInt(Sizes.Length)]);
        for (int k = 0; k < 4; k++)
        {
            bytes[at + 4 + k] = size[k];
        }
    }

    private static byte[][] MakeCorpus()
    {
        var corpus = new List<byte[]>();
        foreach (WavSampleFormat format in Enum.GetValues<WavSampleFormat>())
        {
            foreach (int channels in new[] { 1, 2, 5 })
            {
                var buffer = new AudioBuffer(16000, channels, 60);
                new SeededRandom((ulong)channels).FillGaussian(buffer.Samples);
                var stream = new MemoryStream();
                WavFile.Write(stream, buffer, format);
                corpus.Add(stream.ToArray());
            }
        }

        corpus.Add(new WavBytes("RF64", uint.MaxValue).Sizes64(400, 200, 100, ("LIST", 30)).Chunk("LIST", new byte[30], uint.MaxValue)
            .Format(1, 1, 8000, 16).Chunk("data", WavBytes.Ramp(100), uint.MaxValue).ToArray());
        corpus.Add(new WavBytes(size: uint.MaxValue).Chunk("LIST", new byte[27]).Format(1, 2, 8000, 16).Chunk("data", WavBytes.Ramp(100), uint.MaxValue).ToArray());
        return corpus.ToArray();
    }
}
