using System.Numerics;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Files;

/// <summary>A model's parameters in a safetensors file.</summary>
public static class ModelFile
{
    /// <summary>The most problems that a message lists.</summary>
    private const int Listed = 8;

    /// <summary>Writes all parameters under their names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Where to.</param>
    /// <param name="metadata">Notes for the reader, or nothing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(this Module<T> model, string path, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            writer.Metadata.Add(key, value);
        }

        foreach (NamedParameter<T> named in model.Parameters)
        {
            writer.Add<T>(named.Name, named.Parameter.Shape, named.Parameter.Values);
        }

        writer.Save(path);
    }

    /// <summary>Reads all parameters; nothing is changed unless all are there and fit.</summary>
    /// <param name="model">The model, of the architecture that was saved.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">The file is broken, or a parameter is missing, unknown or of another shape; all such are listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<T>(this Module<T> model, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = SafetensorsFile.Open(path);
        Load(model, file, prefix: "", isWhole: true);
    }

    // Reads the parameters whose stored names begin with the prefix.
    internal static void Load<T>(Module<T> model, SafetensorsFile file, string prefix, bool isWhole)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        List<NamedParameter<T>> parameters = [.. model.Parameters];
        var problems = new List<string>();
        foreach (NamedParameter<T> named in parameters)
        {
            Compare(named, file, prefix, problems);
        }

        if (isWhole)
        {
            var known = parameters.Select(named => prefix + named.Name).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(file.Tensors.Keys.Where(name => !known.Contains(name)).Select(name => $"{name} is not a part of the model"));
        }

        if (problems.Count > 0)
        {
            string more = problems.Count > Listed ? $"; and {problems.Count - Listed} more" : "";
            throw new ModelFormatException($"{file.Path}: another architecture: {string.Join("; ", problems.Take(Listed))}{more}");
        }

        foreach (NamedParameter<T> named in parameters)
        {
            file.Read(prefix + named.Name, named.Parameter.Values);
        }
    }

    private static void Compare<T>(NamedParameter<T> named, SafetensorsFile file, string prefix, List<string> problems)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!file.Tensors.TryGetValue(prefix + named.Name, out StoredTensor? stored))
        {
            problems.Add($"{named.Name} {named.Parameter.Shape} is missing");
            return;
        }

        Shape shape = named.Parameter.Shape;
        bool fits = stored.Lengths.Count == shape.Rank;
        for (int i = 0; fits && i < shape.Rank; i++)
        {
            fits = stored.Lengths[i] == shape[i];
        }

        if (!fits)
        {
            problems.Add($"{named.Name} is [{string.Join(", ", stored.Lengths)}], {shape} was expected");
        }
        else if (stored.Type is not (ElementType.F32 or ElementType.F64 or ElementType.F16 or ElementType.BF16))
        {
            problems.Add($"{named.Name} holds {stored.Type}, floating-point numbers were expected");
        }
    }
}
