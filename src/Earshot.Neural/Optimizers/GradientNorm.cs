using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Optimizers;

/// <summary>The length of all gradients together.</summary>
public static class GradientNorm
{
    /// <summary>The root of the sum of squares over all gradients.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="parameters">The parameters whose gradients count.</param>
    public static double Of<T>(GradientSet<T> gradients, IReadOnlyList<NamedParameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            sum += double.CreateTruncating(Sums.OfSquares<T>(gradients[parameters[i].Parameter]));
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients down together where they are longer than allowed (Pascanu et al. 2013).</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="parameters">The parameters whose gradients count.</param>
    /// <param name="longest">The greatest length, above 0.</param>
    /// <returns>The length before.</returns>
    public static double Clip<T>(GradientSet<T> gradients, IReadOnlyList<NamedParameter<T>> parameters, double longest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        double norm = Of(gradients, parameters);
        if (norm > longest)
        {
            T factor = T.CreateChecked(longest / norm);
            for (int i = 0; i < parameters.Count; i++)
            {
                Span<T> gradient = gradients[parameters[i].Parameter];
                TensorPrimitives.Multiply(gradient, factor, gradient);
            }
        }

        return norm;
    }
}
