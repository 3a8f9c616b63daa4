using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural;

/// <summary>Numbers of one shape, contiguous and row-major, that know the tape which computed them.</summary>
/// <remarks>
/// A tensor lives until its tape is reset; reading it later throws, because its memory then belongs to others. Only the tensors of
/// parameters stay. Operations are extension methods in <see cref="Operations"/>, so that a model reads from left to right.
/// </remarks>
/// <typeparam name="T">The number format: <see cref="float"/> for use, <see cref="double"/> for gradient checks.</typeparam>
public sealed class Tensor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Lasting = -1;
    private readonly Memory<T> _values;
    private readonly Tensor<T>? _source; // of a reshaped view: whose gradient this one's gradient is
    private readonly int _epoch;
    private Memory<T> _gradient;
    private bool _isGradientLive;

    internal Tensor(Tape<T> tape, string operation, in Shape shape, Memory<T> values, bool needsGradient, Tensor<T>? source = null)
    {
        Tape = tape;
        Operation = operation;
        Shape = shape;
        NeedsGradient = needsGradient;
        Serial = tape.NextSerial();
        NearestParameter = tape.LastUsed;
        _values = values;
        _source = source;
        _epoch = tape.Epoch;
    }

    // The tensor of a parameter: values and gradient have arrays of their own and outlive every step.
    internal Tensor(Tape<T> tape, Parameter<T> parameter, Memory<T> gradient)
    {
        Tape = tape;
        Operation = parameter.Name;
        Shape = parameter.Shape;
        _values = parameter.Memory;
        _epoch = Lasting;
        _gradient = gradient;
        _isGradientLive = true;
    }

    /// <summary>The tape that computed it.</summary>
    public Tape<T> Tape { get; internal set; }

    /// <summary>Lengths and names of its dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The operation that made it, or the name of the parameter.</summary>
    public string Operation { get; }

    /// <summary>Whether the loss may depend on it through something that is trained.</summary>
    public bool NeedsGradient { get; internal set; }

    /// <summary>Whether a gradient has arrived; until then it counts as zero.</summary>
    public bool HasGradient => _source?.HasGradient ?? _isGradientLive;

    /// <summary>The elements, row-major. Only the operation that made the tensor writes them.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset since.</exception>
    public Span<T> Values
    {
        get
        {
            RequireLive();
            return _values.Span;
        }
    }

    /// <summary>The derivative of the loss by each element; zero at first. Operations add to it.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset since, or the tensor needs no gradient.</exception>
    public Span<T> Gradient
    {
        get
        {
            Span<T> gradient = GradientToWrite(out bool adds);
            if (!adds)
            {
                gradient.Clear();
            }

            return gradient;
        }
    }

    // When it was made, counted over the tape's life.
    internal long Serial { get; }

    // The parameter that was brought onto the tape last before it: the layer that it belongs to, as far as a tape can tell.
    internal Parameter<T>? NearestParameter { get; }

    internal bool IsParameter => _epoch == Lasting;

    /// <summary>The value of a tensor of one element.</summary>
    /// <exception cref="ShapeException">It has several.</exception>
    public T Item()
    {
        ShapeException.Require(Shape.Count == 1, nameof(Item), "one element", Shape, nameof(Tensor<>));
        return Values[0];
    }

    /// <summary>Sum of two tensors; the second may lack dimensions of the first.</summary>
    /// <param name="left">First operand.</param>
    /// <param name="right">Second operand.</param>
    public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => Operations.Arithmetic.Add(left, right);

    /// <summary>Difference of two tensors; the second may lack dimensions of the first.</summary>
    /// <param name="left">First operand.</param>
    /// <param name="right">Second operand.</param>
    public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => Operations.Arithmetic.Subtract(left, right);

    /// <summary>Element-wise product of two tensors; the second may lack dimensions of the first.</summary>
    /// <param name="left">First operand.</param>
    /// <param name="right">Second operand.</param>
    public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => Operations.Arithmetic.Multiply(left, right);

    /// <summary>Every element times one number.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="factor">The factor.</param>
    public static Tensor<T> operator *(Tensor<T> left, double factor) => Operations.Arithmetic.Scale(left, factor);

    // Adds to the gradient; the first time there is nothing to add to.
    internal void AddGradient(ReadOnlySpan<T> gradient)
    {
        Span<T> to = GradientToWrite(out bool adds);
        if (adds)
        {
            TensorPrimitives.Add(to, gradient, to);
        }
        else
        {
            gradient.CopyTo(to);
        }
    }

    // The same with a factor.
    internal void AddGradient(ReadOnlySpan<T> gradient, T factor)
    {
        Span<T> to = GradientToWrite(out bool adds);
        if (adds)
        {
            TensorPrimitives.MultiplyAdd(gradient, factor, to, to);
        }
        else
        {
            TensorPrimitives.Multiply(gradient, factor, to);
        }
    }

    // The same elements under another shape; the gradient is that of this tensor.
    internal Tensor<T> View(in Shape shape) => new(Tape, Operation, shape, _values, NeedsGradient, this);

    // The same elements without a gradient.
    internal Tensor<T> Detached() => new(Tape, Operation, Shape, _values, needsGradient: false);

    // Where to write the gradient; the first writer replaces what the memory holds (adds = false), later ones add.
    internal Span<T> GradientToWrite(out bool adds)
    {
        if (_source is not null)
        {
            return _source.GradientToWrite(out adds);
        }

        RequireLive();
        adds = _isGradientLive;
        if (!adds)
        {
            _gradient = Tape.TakeGradient(this);
            _isGradientLive = true;
        }

        return _gradient.Span;
    }

    private void RequireLive()
    {
        if (_epoch != Tape.Epoch && _epoch != Lasting)
        {
            throw new InvalidOperationException($"the {Operation} {Shape} belongs to a step that is over; copy its values before the tape is reset");
        }
    }
}
