using System.Numerics;

namespace Earshot.Neural;

/// <summary>Numbers that a model keeps: what training changes.</summary>
/// <remarks>Gradients are not here but with each worker (<see cref="GradientSet{T}"/>), so that workers share one model.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _values;

    /// <summary>Creates a parameter of zeros.</summary>
    /// <param name="name">Its name within its layer, for example <c>weight</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="role">What training does with it.</param>
    public Parameter(string name, Shape shape, ParameterRole role = ParameterRole.Weight)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Shape = shape;
        Role = role;
        _values = GC.AllocateArray<T>(shape.Count, pinned: true);
    }

    /// <summary>Its name within its layer.</summary>
    public string Name { get; }

    /// <summary>Lengths and names of its dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>What training does with it.</summary>
    public ParameterRole Role { get; }

    /// <summary>Frozen parameters keep their values: they get no gradient.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The elements, row-major.</summary>
    public Span<T> Values => _values;

    internal Memory<T> Memory => _values;
}
