namespace Earshot.Neural.Kernels;

/// <summary>What a softmax leaves behind.</summary>
internal enum SoftmaxForm
{
    /// <summary>e^x / sum of e^x.</summary>
    Probabilities,

    /// <summary>Their logarithms.</summary>
    Logarithms,

    /// <summary>Only the logarithm of the sum.</summary>
    SumOnly,
}
