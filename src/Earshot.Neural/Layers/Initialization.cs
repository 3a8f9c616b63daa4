using System.Numerics;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>How parameters begin.</summary>
public static class Initialization
{
    /// <summary>Uniform in -bound .. bound.</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="bound">The largest magnitude.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<T> Uniform<T>(this Parameter<T> parameter, double bound, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T value in parameter.Values)
        {
            value = T.CreateChecked(random.NextDouble(-bound, bound));
        }

        return parameter;
    }

    /// <summary>Uniform with the bound sqrt(6 / (inputs + outputs)), which keeps the variance through linear layers (Glorot and Bengio 2010).</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="inputs">Inputs that one output sums over.</param>
    /// <param name="outputs">Outputs that one input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<T> Glorot<T>(this Parameter<T> parameter, int inputs, int outputs, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T> => parameter.Uniform(Math.Sqrt(6.0 / (inputs + outputs)), random);

    /// <summary>Normal with the variance 2 / inputs, which keeps the variance through rectified layers (He et al. 2015).</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="inputs">Inputs that one output sums over.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<T> He<T>(this Parameter<T> parameter, int inputs, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double deviation = Math.Sqrt(2.0 / inputs);
        foreach (ref T value in parameter.Values)
        {
            value = T.CreateChecked(deviation * random.NextGaussian());
        }

        return parameter;
    }

    /// <summary>One value throughout.</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="value">The value.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<T> Constant<T>(this Parameter<T> parameter, double value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        parameter.Values.Fill(T.CreateChecked(value));
        return parameter;
    }
}
