using System.Numerics;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Training;

// Says where numbers stopped being finite.
internal static class FaultFinder
{
    // The first operation of the tape with a value that is not finite, and the parameter that was brought onto the tape last before it.
    public static string InValues<T>(Tape<T> tape, Tensor<T> loss, IReadOnlyList<NamedParameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (InParameters(parameters) is string broken)
        {
            return broken;
        }

        foreach (Tensor<T> tensor in tape.Recorded)
        {
            if (!AllFinite<T>(tensor.Values))
            {
                return $"{tensor.Operation} {tensor.Shape} near the layer of {NameOf(tensor.NearestParameter, parameters)} gives values that are not finite";
            }
        }

        return $"the loss is {loss.Item()}";
    }

    // The first parameter whose gradient is not finite.
    public static string InGradients<T>(GradientSet<T> gradients, IReadOnlyList<NamedParameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (NamedParameter<T> named in parameters)
        {
            if (!AllFinite<T>(gradients[named.Parameter]))
            {
                return $"the gradient of {named.Name} is not finite";
            }
        }

        return "the length of the gradients is not finite";
    }

    private static string? InParameters<T>(IReadOnlyList<NamedParameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (NamedParameter<T> named in parameters)
        {
            if (!AllFinite<T>(named.Parameter.Values))
            {
                return $"the parameter {named.Name} is not finite";
            }
        }

        return null;
    }

    private static string NameOf<T>(Parameter<T>? parameter, IReadOnlyList<NamedParameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (NamedParameter<T> named in parameters)
        {
            if (ReferenceEquals(named.Parameter, parameter))
            {
                return named.Name;
            }
        }

        return "the input";
    }

    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
