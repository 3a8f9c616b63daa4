namespace Earshot.Corpora.Synthesis;

/// <summary>The made programmes that ship, each with its name.</summary>
public static class KnownProgrammes
{
    /// <summary>A full band without pauses.</summary>
    public static IProgrammeSource DenseMusic { get; } = new DenseMusic();

    /// <summary>Piano or plucked strings alone, with pauses.</summary>
    public static IProgrammeSource SparseMusic { get; } = new SparseMusic();

    /// <summary>An exactly repeating drum machine.</summary>
    public static IProgrammeSource DrumLoop { get; } = new DrumLoop();

    /// <summary>Held chords, sines, chirps and hum.</summary>
    public static IProgrammeSource Tones { get; } = new Tones();

    /// <summary>Rain, wind or a machine, by the seed.</summary>
    public static IProgrammeSource EnvironmentalNoise { get; } = new EnvironmentalNoise();

    /// <summary>Rain alone.</summary>
    public static IProgrammeSource Rain { get; } = new RainNoise();

    /// <summary>Wind alone.</summary>
    public static IProgrammeSource Wind { get; } = new WindNoise();

    /// <summary>A machine alone.</summary>
    public static IProgrammeSource Machine { get; } = new MachineNoise();

    /// <summary>Eight made voices at once.</summary>
    public static IProgrammeSource Babble { get; } = new SyntheticBabble();

    /// <summary>One made voice with pauses.</summary>
    public static IProgrammeSource Talker { get; } = new SyntheticTalker();

    /// <summary>White noise.</summary>
    public static IProgrammeSource WhiteNoise { get; } = new ColoredNoise("white-noise", 0);

    /// <summary>Pink noise: equal power in every octave.</summary>
    public static IProgrammeSource PinkNoise { get; } = new ColoredNoise("pink-noise", -20 * 0.15051499783199060);

    /// <summary>All of them, in the order of this class.</summary>
    public static IReadOnlyList<IProgrammeSource> All { get; } =
    [
        DenseMusic, SparseMusic, DrumLoop, Tones, EnvironmentalNoise, Rain, Wind, Machine, Babble, Talker, WhiteNoise, PinkNoise,
    ];

    /// <summary>Finds a programme by its name, in any case.</summary>
    /// <param name="name">A <see cref="IProgrammeSource.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such programme; the message lists those there are.</exception>
    public static IProgrammeSource Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"no programme '{name}'; there are {string.Join(", ", All.Select(p => p.Name))}", nameof(name));
    }
}
