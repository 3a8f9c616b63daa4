namespace Earshot.Neural.Layers;

/// <summary>What a <see cref="Conv1d{T}"/> is.</summary>
public sealed class Conv1dOptions
{
    /// <summary>Channels of a frame in.</summary>
    /// <value>1 or more.</value>
    public required int Inputs { get; init; }

    /// <summary>Channels of a frame out; the same as <see cref="Inputs"/> for a depthwise convolution.</summary>
    /// <value>1 or more.</value>
    public required int Outputs { get; init; }

    /// <summary>Frames that one output sees.</summary>
    /// <value>1 or more.</value>
    public required int Taps { get; init; }

    /// <summary>Frames from one output to the next.</summary>
    /// <value>1 or more; default 1.</value>
    public int Stride { get; init; } = 1;

    /// <summary>Frames from one tap to the next.</summary>
    /// <value>1 or more; default 1.</value>
    public int Dilation { get; init; } = 1;

    /// <summary>Whether an output sees only frames up to its own, so that it can stream; otherwise the taps are centred.</summary>
    /// <value>Default true.</value>
    public bool IsCausal { get; init; } = true;

    /// <summary>Whether each channel is convolved on its own.</summary>
    /// <value>Default false.</value>
    public bool IsDepthwise { get; init; }

    /// <summary>Whether a bias is added.</summary>
    /// <value>Default true.</value>
    public bool HasBias { get; init; } = true;

    internal int Reach => (Taps - 1) * Dilation;

    internal void Validate(string name)
    {
        var problems = new List<string>();
        Require(Inputs, nameof(Inputs), problems);
        Require(Outputs, nameof(Outputs), problems);
        Require(Taps, nameof(Taps), problems);
        Require(Stride, nameof(Stride), problems);
        Require(Dilation, nameof(Dilation), problems);
        if (IsDepthwise && Inputs != Outputs)
        {
            problems.Add($"{nameof(Outputs)} is {Outputs}; {Inputs}, the number of inputs, was expected of a depthwise convolution");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), name);
        }
    }

    private static void Require(int value, string name, List<string> problems)
    {
        if (value < 1)
        {
            problems.Add($"{name} is {value}; 1 or more was expected");
        }
    }
}
