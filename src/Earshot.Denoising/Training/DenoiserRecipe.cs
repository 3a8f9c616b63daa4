using System.Globalization;
using System.Text.Json;

namespace Earshot.Denoising.Training;

/// <summary>One training run, as a file in <c>recipes/</c> describes it.</summary>
public sealed class DenoiserRecipe
{
    /// <summary>What is trained; always <c>denoiser</c>.</summary>
    public string Task { get; init; } = "denoiser";

    /// <summary>The network: small, default or full.</summary>
    public string Architecture { get; init; } = "small";

    /// <summary>Decides weights, mixtures and their order.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps to take.</summary>
    /// <value>1 .. 10^9; default 6000.</value>
    public long Steps { get; init; } = 6000;

    /// <summary>Highest learning rate.</summary>
    /// <value>Above 0 .. 1; default 0.002.</value>
    public double Rate { get; init; } = 0.002;

    /// <summary>Steps over which the rate rises.</summary>
    /// <value>1 or more; default 100.</value>
    public long WarmupSteps { get; init; } = 100;

    /// <summary>Mixtures in a batch.</summary>
    /// <value>1 .. 1024; default 12.</value>
    public int Sequences { get; init; } = 12;

    /// <summary>Length of a mixture.</summary>
    /// <value>1 .. 60; default 3.</value>
    public double Seconds { get; init; } = 3;

    /// <summary>Mixtures that exist at a time.</summary>
    /// <value>1 .. 100000; default 1000. One of three seconds takes 0.2 MB.</value>
    public int PoolSize { get; init; } = 1000;

    /// <summary>Steps after which all mixtures are made anew.</summary>
    /// <value>1 or more; default 2000.</value>
    public long StepsPerRound { get; init; } = 2000;

    /// <summary>Further folders of clean speech (each with an index.tsv that has the columns file and speaker); all of it trains.</summary>
    public IReadOnlyList<string> SpeechFolders { get; init; } = [];

    /// <summary>Further folders of noise (each with an index.tsv that has the columns file and class); all of it trains.</summary>
    public IReadOnlyList<string> NoiseFolders { get; init; } = [];

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecipeFormatException">It is not a recipe for a denoiser; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DenoiserRecipe Read(string path)
    {
        try
        {
            RecipeDocument document = JsonSerializer.Deserialize(File.ReadAllBytes(path), RecipeJson.Default.RecipeDocument)
                ?? throw new RecipeFormatException($"{path}: the recipe is empty");
            DenoiserRecipe recipe = document.ToRecipe();
            recipe.Validate(nameof(path));
            return recipe;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw new RecipeFormatException($"{path}: {problem.Message}", problem);
        }
    }

    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        void Require(bool holds, string name, object value, string expected)
        {
            if (!holds)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it should be {expected}"));
            }
        }

        Require(Task == "denoiser", nameof(Task), Task, "denoiser");
        Require(Architecture is "small" or "default" or "full", nameof(Architecture), Architecture, "small, default or full");
        Require(Steps is >= 1 and <= 1_000_000_000, nameof(Steps), Steps, "1 .. 1000000000");
        Require(Rate is > 0 and <= 1, nameof(Rate), Rate, "above 0 .. 1");
        Require(WarmupSteps >= 1, nameof(WarmupSteps), WarmupSteps, "1 or more");
        Require(Sequences is >= 1 and <= 1024, nameof(Sequences), Sequences, "1 .. 1024");
        Require(Seconds is >= 1 and <= 60, nameof(Seconds), Seconds, "1 .. 60");
        Require(PoolSize is >= 1 and <= 100_000, nameof(PoolSize), PoolSize, "1 .. 100000");
        Require(StepsPerRound >= 1, nameof(StepsPerRound), StepsPerRound, "1 or more");
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}
