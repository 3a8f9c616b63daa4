using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Optimizers;

/// <summary>Gradient descent, with momentum if asked: v = momentum v + g, w -= rate v (Polyak 1964).</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _momentum;
    private readonly T[][]? _velocity;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="momentum">Share of the last step that goes on, 0 .. below 1.</param>
    public Sgd(Module<T> model, double momentum = 0)
        : base(model)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(momentum, 1);
        _momentum = momentum;
        _velocity = momentum > 0 ? AddState("velocity") : null;
    }

    /// <inheritdoc/>
    protected override void Update(int index, Parameter<T> parameter, ReadOnlySpan<T> gradient, double rate)
    {
        ReadOnlySpan<T> direction = gradient;
        if (_velocity is not null)
        {
            Span<T> velocity = _velocity[index];
            TensorPrimitives.MultiplyAdd(velocity, T.CreateChecked(_momentum), gradient, velocity);
            direction = velocity;
        }

        TensorPrimitives.MultiplyAdd(direction, T.CreateChecked(-rate), parameter.Values, parameter.Values);
    }
}
