using Earshot.Denoising.Network;
using Earshot.Neural;
using Earshot.Neural.Files;

namespace Earshot.Denoising;

/// <summary>The trained weights of a noise suppressor. Immutable in use: any number of streams on any threads may share one.</summary>
public sealed class DenoiserModel
{
    private const string ArchitectureNote = "architecture";
    private const string KindNote = "kind";
    private const string Kind = "earshot-denoiser-1";

    internal DenoiserModel(DenoiserNetwork network)
    {
        Network = network;
    }

    /// <summary>Number of weights.</summary>
    public long WeightCount => Network.ParameterCount;

    /// <summary>The sizes of the network.</summary>
    public DenoiserArchitecture Architecture => Network.Architecture;

    internal DenoiserNetwork Network { get; }

    /// <summary>A model with random weights, which suppresses nothing in particular: what training starts from.</summary>
    /// <param name="architecture">Its sizes.</param>
    /// <param name="seed">Decides the weights.</param>
    /// <exception cref="ArgumentException">A size is out of range; all such are listed.</exception>
    public static DenoiserModel CreateUntrained(DenoiserArchitecture architecture, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        architecture.Validate(nameof(architecture));
        return new DenoiserModel(new DenoiserNetwork(architecture, seed));
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A safetensors file that <see cref="Save"/> wrote.</param>
    /// <exception cref="ModelFormatException">The file is broken or holds no denoiser.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DenoiserModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        DenoiserArchitecture architecture;
        using (var file = SafetensorsFile.Open(path))
        {
            string? kind = file.Metadata.GetValueOrDefault(KindNote);
            if (kind != Kind)
            {
                throw new ModelFormatException($"{path}: the note '{KindNote}' is '{kind}'; '{Kind}' was expected");
            }

            architecture = DenoiserArchitecture.Parse(file.Metadata.GetValueOrDefault(ArchitectureNote), path);
        }

        var network = new DenoiserNetwork(architecture, seed: 0);
        network.Load(path);
        return new DenoiserModel(network);
    }

    /// <summary>Writes the model.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="notes">Further notes for the reader of the file, or nothing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        var metadata = new Dictionary<string, string>(notes ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [KindNote] = Kind,
            [ArchitectureNote] = Architecture.ToText(),
        };
        Network.Save(path, metadata);
    }
}
