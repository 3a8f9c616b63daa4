namespace Earshot.Corpora;

/// <summary>How much of a corpus is kept for development and for testing; the rest trains.</summary>
/// <param name="Development">Share of the clips for development, 0..1.</param>
/// <param name="Test">Share of the clips for testing, 0..1; both together at most 1.</param>
public readonly record struct SplitShares(double Development, double Test)
{
    /// <summary>80 % for training, 10 % for development, 10 % for testing.</summary>
    public static SplitShares Usual { get; } = new(0.1, 0.1);

    internal void Validate(string name)
    {
        if (!(Development >= 0 && Test >= 0 && Development + Test <= 1))
        {
            throw new ArgumentOutOfRangeException(name, this, "expected shares of 0 or more that sum to at most 1");
        }
    }
}
