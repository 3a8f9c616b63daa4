using System.Text;
using Earshot.Signals.Randomness;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests.Keys;

public sealed class KeyFileTests
{
    private static readonly WatermarkKey Key = WatermarkKey.FromSeed("on file", "spring \"campaign\" ä");

    [Fact]
    public void A_key_survives_its_file()
    {
        WatermarkKey read = KeyFile.Parse(Encoding.UTF8.GetBytes(KeyFile.Write(Key)));
        Assert.Equal(Key, read);
        Assert.Equal(Key.Id, read.Id);
        Assert.Equal(Key.Name, read.Name);
        Assert.True(Key.SyncSigns.SequenceEqual(read.SyncSigns));
    }

    [Fact]
    public void A_key_survives_the_disk()
    {
        string path = Path.Combine(Path.GetTempPath(), $"earshot-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, KeyFile.Write(Key));
            Assert.Equal(Key, KeyFile.Load(path));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.ThrowsAny<IOException>(() => KeyFile.Load(path));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2")]
    [InlineData("earshot-watermark-key", "another-key", "format")]
    [InlineData("\"secret\": \"", "\"secret\": \"0", "secret")]
    [InlineData("\"secret\": \"", "\"hidden\": \"", "secret")]
    [InlineData("{", "", "JSON")]
    [InlineData("{", "null//", "JSON")]
    public void Other_content_is_told_in_one_sentence(string before, string after, string told)
    {
        string json = KeyFile.Write(Key).Replace(before, after, StringComparison.Ordinal);
        KeyFormatException e = Assert.Throws<KeyFormatException>(() => KeyFile.Parse(Encoding.UTF8.GetBytes(json), "my.key"));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("my.key: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_secret_is_noticed()
    {
        string json = KeyFile.Write(Key);
        int digit = json.IndexOf("\"secret\": \"", StringComparison.Ordinal) + 20;
        string damaged = json[..digit] + (json[digit] == '0' ? '1' : '0') + json[(digit + 1)..];
        KeyFormatException e = Assert.Throws<KeyFormatException>(() => KeyFile.Parse(Encoding.UTF8.GetBytes(damaged)));
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
        string broken = json[..digit] + 'x' + json[(digit + 1)..];
        Assert.Throws<KeyFormatException>(() => KeyFile.Parse(Encoding.UTF8.GetBytes(broken)));
    }

    [Fact]
    public void Huge_and_deep_files_are_refused()
    {
        Assert.Throws<KeyFormatException>(() => KeyFile.Parse(new byte[16 * 1024 + 1]));
        Assert.Throws<KeyFormatException>(() => KeyFile.Parse(Encoding.UTF8.GetBytes(new string('[', 16 * 1024))));
        Assert.Throws<KeyFormatException>(() => KeyFile.Parse([]));
    }

    // Mutations that leave the secret whole may still read; nothing else than the one exception may come out of the others.
    [Fact]
    public void Broken_files_only_ever_give_the_one_exception()
    {
        byte[] good = Encoding.UTF8.GetBytes(KeyFile.Write(Key));
        var random = new SeededRandom(31);
        int refused = 0;
        for (int trial = 0; trial < 5000; trial++)
        {
            var bytes = good.ToList();
            for (int change = 1 + random.NextInt(4); change > 0; change--)
            {
                int at = random.NextInt(bytes.Count);
                switch (random.NextInt(4))
                {
                    case 0: bytes[at] = (byte)random.NextInt(256); break;
                    case 1: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
                    case 2: bytes.RemoveRange(at, Math.Min(1 + random.NextInt(20), bytes.Count - at - 1)); break;
                    default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(20, bytes.Count - at))); break;
                }
            }

            try
            {
                KeyFile.Parse([.. bytes]);
            }
            catch (KeyFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 4000, 5000);
    }
}
