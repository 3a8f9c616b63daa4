// Adam with decoupled weight decay (Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2): m and v are running means of the gradient and of its square,
// both corrected for their start at zero; w -= rate (decay w + m' / (sqrt v' + epsilon)). Cost: some 12 operations per parameter, in blocks that stay in the first cache.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Optimizers;

/// <summary>Adam with decoupled weight decay.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class AdamW<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Block = 512;
    private readonly AdamWOptions _options;
    private readonly T[][] _mean;
    private readonly T[][] _square;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="options">Its settings; the defaults when omitted.</param>
    /// <exception cref="ArgumentException">A setting is outside its range; all such are listed.</exception>
    public AdamW(Module<T> model, AdamWOptions? options = null)
        : base(model)
    {
        _options = options ?? new AdamWOptions();
        _options.Validate(nameof(options));
        _mean = AddState("mean");
        _square = AddState("square");
    }

    /// <inheritdoc/>
    protected override void Update(int index, Parameter<T> parameter, ReadOnlySpan<T> gradient, double rate)
    {
        (T beta1, T beta2) = (T.CreateChecked(_options.Beta1), T.CreateChecked(_options.Beta2));
        T rootOfCorrection = T.CreateChecked(Math.Sqrt(1 - Math.Pow(_options.Beta2, StepCount)));
        T step = T.CreateChecked(-rate / (1 - Math.Pow(_options.Beta1, StepCount)));
        T keep = T.CreateChecked(parameter.Role == ParameterRole.Weight ? 1 - (rate * _options.WeightDecay) : 1);
        Span<T> scratch = stackalloc T[Block];
        for (int at = 0; at < gradient.Length; at += Block)
        {
            int count = Math.Min(Block, gradient.Length - at);
            ReadOnlySpan<T> g = gradient.Slice(at, count);
            Span<T> m = _mean[index].AsSpan(at, count);
            Span<T> v = _square[index].AsSpan(at, count);
            Span<T> w = parameter.Values.Slice(at, count);
            Span<T> s = scratch[..count];
            TensorPrimitives.Multiply(m, beta1, m);
            TensorPrimitives.MultiplyAdd(g, T.One - beta1, m, m);
            TensorPrimitives.Multiply(g, g, s);
            TensorPrimitives.Multiply(v, beta2, v);
            TensorPrimitives.MultiplyAdd(s, T.One - beta2, v, v);
            TensorPrimitives.Sqrt<T>(v, s);
            TensorPrimitives.Divide(s, rootOfCorrection, s);
            TensorPrimitives.Add(s, T.CreateChecked(_options.Epsilon), s);
            TensorPrimitives.Divide(m, s, s);
            TensorPrimitives.Multiply(w, keep, w);
            TensorPrimitives.MultiplyAdd(s, step, w, w);
        }
    }
}
