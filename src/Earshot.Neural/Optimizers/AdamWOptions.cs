namespace Earshot.Neural.Optimizers;

/// <summary>What <see cref="AdamW{T}"/> can be told.</summary>
public sealed class AdamWOptions
{
    /// <summary>Memory of the mean gradient.</summary>
    /// <value>0 .. below 1; default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Memory of the mean squared gradient.</summary>
    /// <value>0 .. below 1; default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean squared gradient.</summary>
    /// <value>Above 0 .. 0.1; default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of each weight that is taken away in a step of rate 1; biases and gains are spared.</summary>
    /// <value>0 .. 1; default 0, which is plain Adam.</value>
    public double WeightDecay { get; init; }

    internal void Validate(string name)
    {
        var problems = new OptionProblems();
        problems.Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "0 .. below 1");
        problems.Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "0 .. below 1");
        problems.Require(Epsilon is > 0 and <= 0.1, nameof(Epsilon), Epsilon, "above 0 .. 0.1");
        problems.Require(WeightDecay is >= 0 and <= 1, nameof(WeightDecay), WeightDecay, "0 .. 1");
        problems.ThrowIfAny(name);
    }
}
