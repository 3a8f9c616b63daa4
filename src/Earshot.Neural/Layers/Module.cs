using System.Numerics;

namespace Earshot.Neural.Layers;

/// <summary>A part of a network: parameters, and parts of its own.</summary>
/// <remarks>A module holds no state of a stream or a step, so one can serve many threads at once, except while it is being trained.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public abstract class Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Parameter<T>> _parameters = [];
    private readonly List<(string Name, Module<T> Module)> _parts = [];

    /// <summary>All parameters, those of the parts too, in the order of construction, with names such as <c>encoder.gru.weight</c>.</summary>
    public IEnumerable<NamedParameter<T>> Parameters =>
        _parameters.Select(parameter => new NamedParameter<T>(parameter.Name, parameter))
            .Concat(_parts.SelectMany(part => part.Module.Parameters, (part, named) => named with { Name = $"{part.Name}.{named.Name}" }));

    /// <summary>Number of trainable numbers.</summary>
    public long ParameterCount => Parameters.Where(named => named.Parameter.Role != ParameterRole.Statistic).Sum(named => (long)named.Parameter.Shape.Count);

    /// <summary>Makes a parameter of this module.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The same.</returns>
    protected Parameter<T> Add(Parameter<T> parameter)
    {
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Makes a module a part of this one.</summary>
    /// <typeparam name="TModule">Its type.</typeparam>
    /// <param name="name">Its name here, without a dot.</param>
    /// <param name="module">The part.</param>
    /// <returns>The same.</returns>
    protected TModule Add<TModule>(string name, TModule module)
        where TModule : Module<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _parts.Add((name, module));
        return module;
    }
}
