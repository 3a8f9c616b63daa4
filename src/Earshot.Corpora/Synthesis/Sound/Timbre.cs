namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>What makes an additive instrument sound as it does.</summary>
internal sealed record Timbre
{
    /// <summary>Level of partial k against the first, in dB per octave.</summary>
    public double SlopeDbPerOctave { get; init; } = -9;

    /// <summary>Level of the even partials against the odd ones, in dB (a clarinet's are weak).</summary>
    public double EvenDb { get; init; }

    /// <summary>No partial above this frequency.</summary>
    public double TopHz { get; init; } = 15_000;

    /// <summary>Stiffness B of a string: f_k = k f_0 sqrt(1 + B k^2) (Fletcher, 1964).</summary>
    public double Inharmonicity { get; init; }

    /// <summary>Time in which the first partial of a 220 Hz note falls by 60 dB; infinite for blown, bowed and held sounds.</summary>
    public double DecaySeconds { get; init; } = double.PositiveInfinity;

    /// <summary>How much faster high partials decay: time goes with (220 Hz / f) to this power.</summary>
    public double DecayExponent { get; init; } = 0.5;

    public double AttackSeconds { get; init; } = 0.005;

    public double ReleaseSeconds { get; init; } = 0.05;

    /// <summary>Players or strings in unison.</summary>
    public int Voices { get; init; } = 1;

    /// <summary>Spread of the voices' tuning, standard deviation in cents.</summary>
    public double DetuneCents { get; init; } = 4;
}
