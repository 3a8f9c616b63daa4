using System.Numerics;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Optimizers;

/// <summary>Moves parameters along their gradients.</summary>
/// <typeparam name="T">The number format.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NamedParameter<T>[] _parameters;
    private readonly List<(string Name, T[][] Values)> _state = [];

    /// <summary>Prepares to move the parameters of a model; running statistics are left alone.</summary>
    /// <param name="model">The model.</param>
    protected Optimizer(Module<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _parameters = [.. model.Parameters.Where(named => named.Parameter.Role != ParameterRole.Statistic)];
    }

    /// <summary>The parameters that are moved.</summary>
    public IReadOnlyList<NamedParameter<T>> Parameters => _parameters;

    /// <summary>Steps taken.</summary>
    public long StepCount { get; internal set; }

    // What must be saved to go on later as if never stopped: for each kind of state one array per parameter.
    internal IEnumerable<(string Name, T[] Values)> State =>
        _state.SelectMany(kind => kind.Values.Select((values, i) => ($"{kind.Name}.{_parameters[i].Name}", values)));

    /// <summary>Takes one step.</summary>
    /// <param name="gradients">The gradients; a parameter without one, or frozen, stays.</param>
    /// <param name="rate">The learning rate, 0 or more.</param>
    public void Step(GradientSet<T> gradients, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        StepCount++;
        for (int i = 0; i < _parameters.Length; i++)
        {
            Parameter<T> parameter = _parameters[i].Parameter;
            Span<T> gradient = gradients[parameter];
            if (gradient.Length > 0 && !parameter.IsFrozen)
            {
                Update(i, parameter, gradient, rate);
            }
        }
    }

    /// <summary>Moves one parameter.</summary>
    /// <param name="index">Its place in <see cref="Parameters"/>.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="rate">The learning rate.</param>
    protected abstract void Update(int index, Parameter<T> parameter, ReadOnlySpan<T> gradient, double rate);

    /// <summary>Makes a number for each number of the parameters, zero at first, that is saved in checkpoints.</summary>
    /// <param name="name">What it is, for example <c>momentum</c>.</param>
    /// <returns>An array per parameter, in the order of <see cref="Parameters"/>.</returns>
    protected T[][] AddState(string name)
    {
        T[][] values = [.. _parameters.Select(named => new T[named.Parameter.Shape.Count])];
        _state.Add((name, values));
        return values;
    }
}
