namespace Earshot.Neural.Losses;

/// <summary>What the transducer losses can be told.</summary>
public sealed class TransducerOptions
{
    /// <summary>The class that stands for no label.</summary>
    /// <value>0 or more; default 0.</value>
    public int Blank { get; init; }

    /// <summary>How much more the gradient of label arcs weighs than that of blanks, so that labels come early (Yu et al. 2021, FastEmit).</summary>
    /// <value>0 .. 1; default 0, which is the plain loss. The value of the loss does not change.</value>
    public double FastEmit { get; init; }

    internal void Validate(string name)
    {
        var problems = new OptionProblems();
        problems.Require(Blank >= 0, nameof(Blank), Blank, "0 or more");
        problems.Require(FastEmit is >= 0 and <= 1, nameof(FastEmit), FastEmit, "0 .. 1");
        problems.ThrowIfAny(name);
    }
}
