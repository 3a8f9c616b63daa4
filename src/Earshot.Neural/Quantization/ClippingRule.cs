namespace Earshot.Neural.Quantization;

/// <summary>How large the largest level is, for a set of weights.</summary>
public enum ClippingRule
{
    /// <summary>As large as the largest weight: nothing is clipped.</summary>
    Largest,

    /// <summary>As large as a share of the weights; the rest is clipped.</summary>
    Percentile,

    /// <summary>So that the squared error of the set is least.</summary>
    LeastError,
}
