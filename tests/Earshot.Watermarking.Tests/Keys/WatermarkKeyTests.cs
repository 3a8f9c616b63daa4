using System.Security.Cryptography;
using System.Text;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests.Keys;

public sealed class WatermarkKeyTests
{
    // SHA-256 over the 192 and the 384 signs as bytes, from a program of another language that follows the written rule.
    [Theory]
    [InlineData("earshot", "90040918", "cc3dd91c41fc5e0e46f9ffa935bd0681")]
    [InlineData("spring campaign", "89870d8a", "240b461cae0b6324a3c45f9e6e4455b9")]
    [InlineData("a", "33f8c85b", "c0698327f56ff435296d3f34cabb656f")]
    public void Signs_never_change(string seed, string id, string hash)
    {
        var key = WatermarkKey.FromSeed(seed);
        byte[] bytes = [.. key.SyncSigns.ToArray().Concat(key.PayloadSigns.ToArray()).Select(sign => unchecked((byte)sign))];
        Assert.Equal(id, key.Id);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]);
    }

    [Theory]
    [InlineData("earshot")]
    [InlineData("another key")]
    public void Signs_follow_the_written_rule(string seed)
    {
        byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        var key = WatermarkKey.FromSeed(seed);
        Assert.Equal(KeyReference.SyncSigns(secret), key.SyncSigns.ToArray().Select(sign => (int)sign));
        Assert.Equal(KeyReference.PayloadSigns(secret), key.PayloadSigns.ToArray().Select(sign => (int)sign));
    }

    [Fact]
    public void Every_key_is_balanced_and_of_the_promised_quality()
    {
        for (int i = 0; i < 50; i++)
        {
            var key = WatermarkKey.FromSeed($"key {i}");
            KeyQuality quality = KeyQuality.Measure(key.SyncSigns);
            Assert.True(quality.IsAcceptable, $"key {i}: {quality}");
            Assert.Equal(0, quality.Sum);
            Assert.Equal(0, key.PayloadSigns.ToArray().Sum(sign => sign));
        }
    }

    [Fact]
    public void Quality_is_what_its_definition_says()
    {
        var key = WatermarkKey.FromSeed("measured twice");
        (int run, int correlation, double spectrum) = KeyReference.Measure([.. key.SyncSigns.ToArray().Select(sign => (int)sign)]);
        KeyQuality quality = KeyQuality.Measure(key.SyncSigns);
        Assert.Equal(run, quality.LongestRun);
        Assert.Equal(correlation, quality.PeakAutocorrelation);
        Assert.Equal(spectrum, quality.SpectralPeak, 1e-9);
    }

    [Fact]
    public void Weak_signs_are_refused()
    {
        sbyte[] equal = [.. Enumerable.Repeat((sbyte)1, 192)];
        sbyte[] alternating = [.. Enumerable.Range(0, 192).Select(i => (sbyte)(1 - (2 * (i % 2))))];
        Assert.False(KeyQuality.Measure(equal).IsAcceptable);
        KeyQuality quality = KeyQuality.Measure(alternating);
        Assert.False(quality.IsAcceptable);
        Assert.Equal(192, quality.SpectralPeak, 1e-6);
        Assert.Equal(191, quality.PeakAutocorrelation);
        Assert.Throws<ArgumentException>(() => KeyQuality.Measure([]));
    }

    [Fact]
    public void Random_keys_differ_and_equal_secrets_are_equal_keys()
    {
        var first = WatermarkKey.CreateRandom();
        var second = WatermarkKey.CreateRandom();
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(WatermarkKey.FromSeed("one"), WatermarkKey.FromSeed("one", "with a name"));
        Assert.Equal("33f8c85b (named)", WatermarkKey.FromSeed("a", "named").ToString());
    }

    [Fact]
    public void Keys_share_no_more_signs_than_chance()
    {
        var keys = Enumerable.Range(0, 12).Select(i => WatermarkKey.FromSeed($"pair {i}")).ToList();
        for (int a = 0; a < keys.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                int likeness = keys[a].SyncSigns.ToArray().Zip(keys[b].SyncSigns.ToArray(), (x, y) => x * y).Sum();
                // Five standard deviations of chance, sqrt(192) = 13.9.
                Assert.InRange(likeness, -70, 70);
            }
        }
    }

    [Fact]
    public void Secrets_of_another_length_are_argument_errors()
    {
        Assert.Throws<ArgumentException>(() => WatermarkKey.FromSecret(new byte[31]));
        Assert.Throws<ArgumentException>(() => WatermarkKey.FromSeed(""));
    }
}
