using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>Rain, wind or a machine: the seed chooses which, and then how it sounds.</summary>
public sealed class EnvironmentalNoise : IProgrammeSource
{
    private static readonly IProgrammeSource[] Kinds = [new RainNoise(), new WindNoise(), new MachineNoise()];

    /// <inheritdoc/>
    public string Name => "environmental-noise";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var random = new SeededRandom(seed);
        IProgrammeSource kind = Kinds[random.NextInt(Kinds.Length)];
        return kind.Create(seconds, sampleRate, random.NextBits(), channels);
    }
}
