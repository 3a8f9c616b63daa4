using System.Numerics;

namespace Earshot.Neural;

/// <summary>The gradients of a model's parameters, as one worker sums them up.</summary>
/// <remarks>They stay from step to step, so that several passes can add up; <see cref="Clear"/> starts over.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public sealed class GradientSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<Parameter<T>, (Tensor<T> Leaf, T[] Gradient)> _leaves = new(ReferenceEqualityComparer.Instance);

    /// <summary>The gradient of a parameter, or nothing when no pass has used it.</summary>
    /// <param name="parameter">A parameter of the model.</param>
    public Span<T> this[Parameter<T> parameter] => _leaves.TryGetValue(parameter, out var entry) ? entry.Gradient : [];

    /// <summary>Sets all gradients to zero.</summary>
    public void Clear()
    {
        foreach (var entry in _leaves.Values)
        {
            entry.Gradient.AsSpan().Clear();
        }
    }

    internal Tensor<T> Leaf(Parameter<T> parameter, Tape<T> tape)
    {
        if (!_leaves.TryGetValue(parameter, out var entry))
        {
            T[] gradient = GC.AllocateArray<T>(parameter.Shape.Count, pinned: true);
            entry = (new Tensor<T>(tape, parameter, gradient), gradient);
            _leaves.Add(parameter, entry);
        }

        entry.Leaf.Tape = tape;
        entry.Leaf.NeedsGradient = tape.IsRecording && !parameter.IsFrozen && parameter.Role != ParameterRole.Statistic;
        return entry.Leaf;
    }
}
