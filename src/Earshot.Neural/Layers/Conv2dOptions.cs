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
        var problems = new OptionProblems();
        problems.Require(Inputs >= 1, nameof(Inputs), Inputs, "1 or more");
        problems.Require(Outputs >= 1, nameof(Outputs), Outputs, "1 or more");
        problems.Require(Bins >= 1, nameof(Bins), Bins, "1 or more");
        problems.Require(Taps is { Time: >= 1, Frequency: >= 1 }, nameof(Taps), Taps, "1 or more of both");
        problems.Require(Stride is { Time: >= 1, Frequency: >= 1 }, nameof(Stride), Stride, "1 or more of both");
        problems.ThrowIfAny(name);
    }
}
