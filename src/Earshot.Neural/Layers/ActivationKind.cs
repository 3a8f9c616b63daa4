namespace Earshot.Neural.Layers;

/// <summary>Element-wise functions that a layer can apply.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>The Gaussian error linear unit in its tanh form.</summary>
    Gelu,
}
