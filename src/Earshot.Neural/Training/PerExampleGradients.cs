using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Training;

/// <summary>Gradients of single examples, as Fisher information, influence and outlier measures need them.</summary>
public static class PerExampleGradients
{
    /// <summary>Visits the gradient of each example's own loss. One pass per example: exact for every operation, batch normalisation in its form for use.</summary>
    /// <param name="count">Number of examples.</param>
    /// <param name="loss">Computes the loss of one example on an empty tape.</param>
    /// <param name="visit">Gets the example and its gradients, which are overwritten afterwards.</param>
    public static void Visit<T>(int count, Func<Tape<T>, int, Tensor<T>> loss, Action<int, GradientSet<T>> visit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(visit);
        var tape = new Tape<T> { IsTraining = false };
        for (int example = 0; example < count; example++)
        {
            tape.Reset((ulong)example);
            tape.Gradients.Clear();
            tape.Backward(loss(tape, example));
            visit(example, tape.Gradients);
        }
    }

    /// <summary>The diagonal of the empirical Fisher information: the mean of each gradient's square over the examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">Number of examples, 1 or more.</param>
    /// <param name="loss">Computes the negative log likelihood of one example on an empty tape.</param>
    /// <returns>For each trainable parameter, in their order, a number for each of its elements.</returns>
    public static IReadOnlyList<T[]> FisherDiagonal<T>(Module<T> model, int count, Func<Tape<T>, int, Tensor<T>> loss)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        List<Parameter<T>> parameters = [.. model.Parameters.Select(named => named.Parameter).Where(parameter => parameter.Role != ParameterRole.Statistic)];
        List<T[]> sums = [.. parameters.Select(parameter => new T[parameter.Shape.Count])];
        T share = T.One / T.CreateChecked(count);
        Visit(count, loss, (_, gradients) =>
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                Span<T> gradient = gradients[parameters[i]];
                if (gradient.Length > 0)
                {
                    TensorPrimitives.Multiply(gradient, gradient, gradient);
                    TensorPrimitives.MultiplyAdd(gradient, share, sums[i], sums[i]);
                }
            }
        });
        return sums;
    }
}
