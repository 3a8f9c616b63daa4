using System.Security.Cryptography;
using System.Text;

namespace Earshot.Watermarking.Keys;

/// <summary>The secret that a mark is made with and found by. Immutable; any number of streams share one.</summary>
public sealed class WatermarkKey : IEquatable<WatermarkKey>
{
    /// <summary>Length of the secret in bytes.</summary>
    public const int SecretLength = 32;

    private readonly byte[] _secret; // [SecretLength]
    private readonly sbyte[] _syncSigns; // [SyncFrameCount]
    private readonly sbyte[] _payloadSigns; // [PayloadFrameCount]

    private WatermarkKey(ReadOnlySpan<byte> secret, string name)
    {
        _secret = secret.ToArray();
        _syncSigns = KeyGenerator.CreateSyncSigns(secret);
        _payloadSigns = KeyGenerator.CreatePayloadSigns(secret);
        // The identifier says which key it is without telling the secret.
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "earshot watermark key id v1\0"u8, .. secret]).AsSpan(0, 4));
        Name = name;
    }

    /// <summary>Public identifier: 8 hexadecimal digits of a hash of the secret.</summary>
    public string Id { get; }

    /// <summary>A name for people; empty when none was given.</summary>
    public string Name { get; }

    /// <summary>The signs of one period, +1 or -1.</summary>
    public ReadOnlySpan<sbyte> SyncSigns => _syncSigns;

    /// <summary>The signs that scramble the payload frames, +1 or -1.</summary>
    public ReadOnlySpan<sbyte> PayloadSigns => _payloadSigns;

    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>A key from fresh random bytes of the operating system.</summary>
    /// <param name="name">A name for people.</param>
    public static WatermarkKey CreateRandom(string name = "") => new(RandomNumberGenerator.GetBytes(SecretLength), name);

    /// <summary>A key from 32 secret bytes.</summary>
    /// <param name="secret">Exactly <see cref="SecretLength"/> bytes.</param>
    /// <param name="name">A name for people.</param>
    /// <exception cref="ArgumentException">The secret has another length.</exception>
    public static WatermarkKey FromSecret(ReadOnlySpan<byte> secret, string name = "")
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException($"a secret has {SecretLength} bytes, not {secret.Length}", nameof(secret));
        }

        return new WatermarkKey(secret, name);
    }

    /// <summary>A key from a pass phrase: the secret is the SHA-256 of its UTF-8 bytes. Only as hard to guess as the phrase.</summary>
    /// <param name="seed">Any text that is not empty.</param>
    /// <param name="name">A name for people.</param>
    /// <exception cref="ArgumentException">The seed is empty.</exception>
    public static WatermarkKey FromSeed(string seed, string name = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(seed);
        return new WatermarkKey(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), name);
    }

    /// <inheritdoc/>
    public bool Equals(WatermarkKey? other) => other is not null && _secret.AsSpan().SequenceEqual(other._secret);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WatermarkKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_secret, 0);

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? Id : $"{Id} ({Name})";
}
