namespace Earshot.Denoising.Training;

// A recipe as the file has it: what is left out is null here and takes the default of DenoiserRecipe.
internal sealed class RecipeDocument
{
    public string? Task { get; set; }

    public string? Architecture { get; set; }

    public ulong? Seed { get; set; }

    public long? Steps { get; set; }

    public double? Rate { get; set; }

    public long? WarmupSteps { get; set; }

    public int? Sequences { get; set; }

    public double? Seconds { get; set; }

    public int? PoolSize { get; set; }

    public long? StepsPerRound { get; set; }

    public List<string>? SpeechFolders { get; set; }

    public List<string>? NoiseFolders { get; set; }

    public DenoiserRecipe ToRecipe()
    {
        var defaults = new DenoiserRecipe();
        return new DenoiserRecipe
        {
            Task = Task ?? defaults.Task,
            Architecture = Architecture ?? defaults.Architecture,
            Seed = Seed ?? defaults.Seed,
            Steps = Steps ?? defaults.Steps,
            Rate = Rate ?? defaults.Rate,
            WarmupSteps = WarmupSteps ?? defaults.WarmupSteps,
            Sequences = Sequences ?? defaults.Sequences,
            Seconds = Seconds ?? defaults.Seconds,
            PoolSize = PoolSize ?? defaults.PoolSize,
            StepsPerRound = StepsPerRound ?? defaults.StepsPerRound,
            SpeechFolders = SpeechFolders ?? defaults.SpeechFolders,
            NoiseFolders = NoiseFolders ?? defaults.NoiseFolders,
        };
    }
}
