using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Optimizers;

/// <summary>Gradient descent with a rate per parameter that falls with the sum of its squared gradients (Duchi et al. 2011): w -= rate g / (sqrt sum g^2 + epsilon).</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Adagrad<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Block = 512;
    private readonly double _epsilon;
    private readonly T[][] _sum;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="epsilon">Added to the root, above 0.</param>
    public Adagrad(Module<T> model, double epsilon = 1e-10)
        : base(model)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        _epsilon = epsilon;
        _sum = AddState("sum");
    }

    /// <inheritdoc/>
    protected override void Update(int index, Parameter<T> parameter, ReadOnlySpan<T> gradient, double rate)
    {
        Span<T> scratch = stackalloc T[Block];
        for (int at = 0; at < gradient.Length; at += Block)
        {
            int count = Math.Min(Block, gradient.Length - at);
            ReadOnlySpan<T> g = gradient.Slice(at, count);
            Span<T> sum = _sum[index].AsSpan(at, count);
            Span<T> w = parameter.Values.Slice(at, count);
            Span<T> s = scratch[..count];
            TensorPrimitives.MultiplyAdd(g, g, sum, sum);
            TensorPrimitives.Sqrt<T>(sum, s);
            TensorPrimitives.Add(s, T.CreateChecked(_epsilon), s);
            TensorPrimitives.Divide(g, s, s);
            TensorPrimitives.MultiplyAdd(s, T.CreateChecked(-rate), w, w);
        }
    }
}
