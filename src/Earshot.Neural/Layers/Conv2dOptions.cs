namespace Earshot.Neural.Layers;

/// <summary>What a <see cref="Conv2d{T}"/> is.</summary>
public sealed class Conv2dOptions
{
    /// <summary>Channels in.</summary>
    /// <value>1 or more.</value>
    public required int Inputs { get; init; }

    /// <summary>Channels out.</summary>
    /// <value>1 or more.</value>
    public required int Outputs { get; init; }

    /// <summary>Bins of a frame in.</summary>
    /// <value>1 or more.</value>
    public required int Bins { get; init; }

    /// <summary>Taps in time and in frequency.</summary>
    /// <value>1 or more each; default 3 and 3.</value>
    public (int Time, int Frequency) Taps { get; init; } = (3, 3);

    /// <summary>Step in time and in frequency.</summary>
    /// <value>1 or more each; default 1 and 1.</value>
    public (int Time, int Frequency) Stride { get; init; } = (1, 1);

    /// <summary>Whether an output sees only frames up to its own, so that it can stream; otherwise the taps in time are centred.</summary>
    /// <value>Default true.</value>
    public bool IsCausal { get; init; } = true;

    /// <summary>Whether a bias is added; useless before batch normalisation.</summary>
    /// <value>Default true.</value>
    public bool HasBias { get; init; } = true;

    internal (int Before, int After) PadTime => IsCausal ? (Taps.Time - 1, 0) : (Taps.Time / 2, (Taps.Time - 1) / 2);

    internal int PadFrequency => Taps.Frequency / 2;

    internal int OutputBins => ((Bins + (2 * PadFrequency) - Taps.Frequency) / Stride.Frequency) + 1;

    internal void Validate(string name)
    {
        var problems = new List<string>();
        (string Name, int Value)[] counts =
        [
            (nameof(Inputs), Inputs), (nameof(Outputs), Outputs), (nameof(Bins), Bins), ("Taps.Time", Taps.Time), ("Taps.Frequency", Taps.Frequency),
            ("Stride.Time", Stride.Time), ("Stride.Frequency", Stride.Frequency),
        ];
        foreach ((string which, int value) in counts)
        {
            if (value < 1)
            {
                problems.Add($"{which} is {value}; 1 or more was expected");
            }
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), name);
        }
    }
}
