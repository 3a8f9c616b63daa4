using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Marks clips of all host classes, and counts those that the embedder would not mark without a warning.</summary>
internal sealed class MarkedHosts
{
    private const double ClipSeconds = 10;

    private readonly HostLibrary _library;
    private readonly int _sampleRate;
    private readonly bool _payload;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _offered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _declined = new(StringComparer.Ordinal);

    public MarkedHosts(HostLibrary library, int sampleRate, bool payload)
    {
        _library = library;
        _sampleRate = sampleRate;
        _payload = payload;
    }

    /// <summary>Clips that were offered to the embedder, per class.</summary>
    public IReadOnlyDictionary<string, int> Offered => _offered;

    /// <summary>Clips that it refused or warned about, per class.</summary>
    public IReadOnlyDictionary<string, int> Declined => _declined;

    /// <summary>The marked clip of a trial; the next clips are tried when the embedder declines.</summary>
    /// <param name="hostClass">Host class.</param>
    /// <param name="trial">Number of the trial within its class.</param>
    public MarkedHost? Create(string hostClass, int trial)
    {
        for (int attempt = 0; attempt < 5; attempt++)
        {
            int index = (trial * 5) + attempt;
            AudioBuffer host = _library.Clip(hostClass, index, ClipSeconds, _sampleRate).Audio;
            var random = new SeededRandom((ulong)index + 77);
            WatermarkPayload? payload = _payload ? WatermarkPayload.FromBits((ushort)random.NextInt(65536)) : null;
            WatermarkKey key = WatermarkKey.FromSeed($"evaluation {hostClass} {index}");
            EmbedResult? result = TryEmbed(host, key, payload, random.NextBits());
            lock (_gate)
            {
                _offered[hostClass] = _offered.GetValueOrDefault(hostClass) + 1;
                if (result is null)
                {
                    _declined[hostClass] = _declined.GetValueOrDefault(hostClass) + 1;
                }
            }

            if (result is not null)
            {
                return new MarkedHost(hostClass, host, result.Programme, result.Marks[0], key);
            }
        }

        return null;
    }

    private static EmbedResult? TryEmbed(AudioBuffer host, WatermarkKey key, WatermarkPayload? payload, ulong seed)
    {
        try
        {
            EmbedResult result = WatermarkEmbedder.Embed(
                host, key, new MarkRequest { Payload = payload }, new WatermarkEmbedderOptions { Seed = seed });
            return result.Warnings.Count == 0 ? result : null;
        }
        catch (MarkRefusedException)
        {
            return null;
        }
    }
}
