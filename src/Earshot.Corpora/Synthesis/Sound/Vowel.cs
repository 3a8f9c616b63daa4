namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>The first three formants of a vowel, in Hz.</summary>
internal readonly record struct Vowel(double First, double Second, double Third)
{
    /// <summary>Averages over 33 men (Peterson and Barney, JASA 24, 1952, table II): i, I, e, ae, a, o, U, u, V, 3.</summary>
    public static IReadOnlyList<Vowel> All { get; } =
    [
        new(270, 2290, 3010), new(390, 1990, 2550), new(530, 1840, 2480), new(660, 1720, 2410), new(730, 1090, 2440),
        new(570, 840, 2410), new(440, 1020, 2240), new(300, 870, 2240), new(640, 1190, 2390), new(490, 1350, 1690),
    ];
}
