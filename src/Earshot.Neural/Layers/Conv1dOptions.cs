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
        var problems = new OptionProblems();
        problems.Require(Inputs >= 1, nameof(Inputs), Inputs, "1 or more");
        problems.Require(Outputs >= 1, nameof(Outputs), Outputs, "1 or more");
        problems.Require(Taps >= 1, nameof(Taps), Taps, "1 or more");
        problems.Require(Stride >= 1, nameof(Stride), Stride, "1 or more");
        problems.Require(Dilation >= 1, nameof(Dilation), Dilation, "1 or more");
        problems.Require(!IsDepthwise || Inputs == Outputs, nameof(Outputs), Outputs, $"{Inputs}, the number of inputs of a depthwise convolution,");
        problems.ThrowIfAny(name);
    }
}
