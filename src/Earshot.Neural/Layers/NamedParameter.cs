using System.Numerics;

namespace Earshot.Neural.Layers;

/// <summary>A parameter and where it is in its network.</summary>
/// <typeparam name="T">The number format.</typeparam>
/// <param name="Name">The path, for example <c>encoder.gru.weight</c>.</param>
/// <param name="Parameter">The parameter.</param>
public readonly record struct NamedParameter<T>(string Name, Parameter<T> Parameter)
    where T : unmanaged, IFloatingPointIeee754<T>;
