namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>The instruments of the made programmes; slopes and decays follow the textbook ranges (Fletcher and Rossing, 1998).</summary>
internal static class KnownTimbres
{
    public static Timbre Piano { get; } = new()
    {
        SlopeDbPerOctave = -8,
        Inharmonicity = 4e-4,
        DecaySeconds = 6,
        DecayExponent = 0.7,
        AttackSeconds = 0.003,
        ReleaseSeconds = 0.12,
        Voices = 2,
        DetuneCents = 1,
    };

    public static Timbre ElectricPiano { get; } = new()
    {
        SlopeDbPerOctave = -10,
        EvenDb = -4,
        DecaySeconds = 3,
        DecayExponent = 0.8,
        AttackSeconds = 0.003,
        ReleaseSeconds = 0.08,
    };

    public static Timbre Guitar { get; } = new()
    {
        SlopeDbPerOctave = -6,
        Inharmonicity = 6e-5,
        DecaySeconds = 2.5,
        DecayExponent = 0.6,
        AttackSeconds = 0.002,
        ReleaseSeconds = 0.05,
    };

    public static Timbre Bass { get; } = new()
    {
        SlopeDbPerOctave = -8,
        Inharmonicity = 1e-4,
        DecaySeconds = 3,
        DecayExponent = 0.7,
        AttackSeconds = 0.004,
        ReleaseSeconds = 0.04,
        TopHz = 6000,
    };

    public static Timbre Strings { get; } = new()
    {
        SlopeDbPerOctave = -7,
        AttackSeconds = 0.12,
        ReleaseSeconds = 0.25,
        Voices = 2,
        DetuneCents = 7,
        TopHz = 13_000,
    };

    public static Timbre Brass { get; } = new()
    {
        SlopeDbPerOctave = -5,
        AttackSeconds = 0.035,
        ReleaseSeconds = 0.07,
        Voices = 2,
        DetuneCents = 4,
    };

    public static Timbre Clarinet { get; } = new()
    {
        SlopeDbPerOctave = -7,
        EvenDb = -18,
        AttackSeconds = 0.04,
        ReleaseSeconds = 0.06,
    };

    public static Timbre Organ { get; } = new()
    {
        SlopeDbPerOctave = -5,
        AttackSeconds = 0.02,
        ReleaseSeconds = 0.08,
        TopHz = 10_000,
        Voices = 2,
        DetuneCents = 1,
    };
}
