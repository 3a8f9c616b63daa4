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
        var problems = new List<string>();
        if (Blank < 0)
        {
            problems.Add($"{nameof(Blank)} is {Blank}; 0 or more was expected");
        }

        if (!(FastEmit >= 0 && FastEmit <= 1))
        {
            problems.Add($"{nameof(FastEmit)} is {FastEmit}; 0 .. 1 was expected");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), name);
        }
    }
}
