using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Earshot.Watermarking.Keys;

/// <summary>Turns the secret of a key into signs, byte for byte as written here.</summary>
/// <remarks>
/// Bytes: block i of attempt a under a label is SHA-256(label in ASCII, a zero byte, the 32 secret bytes, a as 32-bit little
/// endian, i as 32-bit little endian); the blocks i = 0, 1, 2 ... joined are the byte stream. Signs: half +1 then half -1, put in
/// order by Fisher-Yates from the end; position j swaps with an index in 0 .. j drawn from the next 16-bit little-endian word w as
/// w mod (j + 1), words at or above the largest multiple of j + 1 below 65536 being skipped. Attempts 0, 1, 2 ... follow until
/// <see cref="KeyQuality"/> finds no fault.
/// </remarks>
internal static class KeyGenerator
{
    private const string SyncLabel = "earshot watermark key v1";
    private const string PayloadLabel = "earshot watermark payload v1";

    /// <summary>Far more attempts than a key ever needs: about one in thirty passes.</summary>
    private const int MaxAttempts = 100_000;

    /// <summary>The signs of the period that announces a mark.</summary>
    public static sbyte[] CreateSyncSigns(ReadOnlySpan<byte> secret)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            sbyte[] signs = Shuffle(SyncLabel, secret, attempt, MarkFormat.SyncFrameCount);
            if (KeyQuality.Measure(signs).IsAcceptable)
            {
                return signs;
            }
        }

        throw new InvalidOperationException("no acceptable key was found for this secret");
    }

    /// <summary>The signs that scramble the payload frames. They need no low autocorrelation: their time is known.</summary>
    public static sbyte[] CreatePayloadSigns(ReadOnlySpan<byte> secret) =>
        Shuffle(PayloadLabel, secret, attempt: 0, MarkFormat.PayloadFrameCount);

    private static sbyte[] Shuffle(string label, ReadOnlySpan<byte> secret, int attempt, int count)
    {
        var signs = new sbyte[count];
        signs.AsSpan(0, count / 2).Fill(1);
        signs.AsSpan(count / 2).Fill(-1);
        var words = new WordStream(label, secret, attempt);
        for (int j = count - 1; j > 0; j--)
        {
            int range = j + 1;
            int limit = 65536 / range * range;
            int word;
            do
            {
                word = words.Next();
            }
            while (word >= limit);
            int other = word % range;
            (signs[j], signs[other]) = (signs[other], signs[j]);
        }

        return signs;
    }

    private sealed class WordStream
    {
        private readonly byte[] _message; // label, 0, secret, attempt, block
        private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
        private int _blockIndex;
        private int _position = SHA256.HashSizeInBytes;

        public WordStream(string label, ReadOnlySpan<byte> secret, int attempt)
        {
            byte[] prefix = Encoding.ASCII.GetBytes(label);
            _message = new byte[prefix.Length + 1 + secret.Length + 8];
            prefix.CopyTo(_message, 0);
            secret.CopyTo(_message.AsSpan(prefix.Length + 1));
            BinaryPrimitives.WriteInt32LittleEndian(_message.AsSpan(_message.Length - 8), attempt);
        }

        public int Next()
        {
            if (_position == _block.Length)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_message.AsSpan(_message.Length - 4), _blockIndex++);
                SHA256.HashData(_message, _block);
                _position = 0;
            }

            int word = BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(_position));
            _position += 2;
            return word;
        }
    }
}
