namespace Earshot.Neural;

/// <summary>What training does with a parameter.</summary>
public enum ParameterRole
{
    /// <summary>A weight of a product: the optimiser moves it, and weight decay shrinks it.</summary>
    Weight,

    /// <summary>A bias, a gain or an offset: the optimiser moves it, without decay.</summary>
    Bias,

    /// <summary>A running average of what a layer sees: follows the batches, untouched by the optimiser.</summary>
    Statistic,
}
