using System.Globalization;
using System.Numerics;
using Earshot.Neural.Files;
using Earshot.Neural.Layers;
using Earshot.Neural.Optimizers;

namespace Earshot.Neural.Training;

// All that a run needs to go on as if it had never stopped: parameters, the optimiser's state, the weight average, and where the run stands. Data and noise follow from the
// step and the seed, so nothing of them is stored. Numbers are stored in their own format, so nothing is rounded.
internal sealed record Checkpoint
{
    private const string Format = "earshot-checkpoint-1";

    public long Step { get; init; }

    public double BestValidation { get; init; } = double.NaN;

    public long BestStep { get; init; }

    public int Misses { get; init; }

    public ulong Seed { get; init; }

    public int Shards { get; init; }

    public void Save<T>(string path, Module<T> model, Optimizer<T> optimizer, WeightAverage<T>? average)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        writer.Metadata["format"] = Format;
        writer.Metadata["optimizer"] = NameOf(optimizer);
        writer.Metadata["optimizer_steps"] = optimizer.StepCount.ToString(CultureInfo.InvariantCulture);
        writer.Metadata["step"] = Step.ToString(CultureInfo.InvariantCulture);
        writer.Metadata["best_validation"] = BestValidation.ToString("R", CultureInfo.InvariantCulture);
        writer.Metadata["best_step"] = BestStep.ToString(CultureInfo.InvariantCulture);
        writer.Metadata["misses"] = Misses.ToString(CultureInfo.InvariantCulture);
        writer.Metadata["seed"] = Seed.ToString(CultureInfo.InvariantCulture);
        writer.Metadata["shards"] = Shards.ToString(CultureInfo.InvariantCulture);
        foreach (NamedParameter<T> named in model.Parameters)
        {
            writer.Add<T>("model." + named.Name, named.Parameter.Shape, named.Parameter.Values);
        }

        foreach ((string name, T[] values) in StateOf(optimizer, average))
        {
            writer.Add<T>(name, new Shape("N", values.Length), values);
        }

        writer.Save(path);
    }

    // Nothing is changed unless the whole checkpoint fits.
    public static Checkpoint Load<T>(string path, Module<T> model, Optimizer<T> optimizer, WeightAverage<T>? average)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = SafetensorsFile.Open(path);
        Require(path, file, "format", Format);
        Require(path, file, "optimizer", NameOf(optimizer));
        long optimizerSteps = Number<long>(path, file, "optimizer_steps");
        var checkpoint = new Checkpoint
        {
            Step = Number<long>(path, file, "step"),
            BestValidation = Number<double>(path, file, "best_validation"),
            BestStep = Number<long>(path, file, "best_step"),
            Misses = Number<int>(path, file, "misses"),
            Seed = Number<ulong>(path, file, "seed"),
            Shards = Number<int>(path, file, "shards"),
        };
        List<(string Name, T[] Values)> state = [.. StateOf(optimizer, average)];
        foreach ((string name, T[] values) in state)
        {
            if (!file.Tensors.TryGetValue(name, out StoredTensor? stored) || stored.Count != values.Length)
            {
                throw new ModelFormatException($"{path}: {name} has {stored?.Count ?? 0} elements, {values.Length} were expected");
            }
        }

        ModelFile.Load(model, file, "model.", isWhole: false);
        foreach ((string name, T[] values) in state)
        {
            file.Read(name, values.AsSpan());
        }

        optimizer.StepCount = optimizerSteps;
        return checkpoint;
    }

    private static IEnumerable<(string Name, T[] Values)> StateOf<T>(Optimizer<T> optimizer, WeightAverage<T>? average)
        where T : unmanaged, IFloatingPointIeee754<T> => optimizer.State.Concat(average?.State ?? []).Select(each => ("state." + each.Name, each.Values));

    private static string NameOf<T>(Optimizer<T> optimizer)
        where T : unmanaged, IFloatingPointIeee754<T> => optimizer.GetType().Name;

    private static void Require(string path, SafetensorsFile file, string key, string expected)
    {
        string found = file.Metadata.GetValueOrDefault(key, "nothing");
        if (found != expected)
        {
            throw new ModelFormatException($"{path}: {key} is {found}; {expected} was expected");
        }
    }

    private static TNumber Number<TNumber>(string path, SafetensorsFile file, string key)
        where TNumber : INumber<TNumber> =>
        TNumber.TryParse(file.Metadata.GetValueOrDefault(key, ""), NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber? value)
            ? value
            : throw new ModelFormatException($"{path}: {key} is no number");
}
