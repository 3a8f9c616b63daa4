// Reverse-mode differentiation by a tape (Linnainmaa 1970; Wengert 1964): every operation computes its values at once and leaves behind the
// step that turns the gradient of its output into gradients of its inputs; going through these steps backwards gives all derivatives.
// Elements live in an arena that is emptied at each reset. What stays on the managed heap is a tensor and a closure per operation, about
// 250 bytes. Ops are coarse (a whole recurrent layer is one), so a training step stays below 32 KB.
using System.Numerics;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural;

/// <summary>Records what a model computes, so that the gradients of its parameters can be found. One thread uses it at a time.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed partial class Tape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Arena<T> _elements;
    private readonly Arena<T> _scratch;
    private readonly List<(Tensor<T> Output, Action Backward)> _records = [];
    private readonly Dictionary<(int Rows, int Columns), RepeatedOperand<T>> _repeated = [];
    private readonly SeededRandom _random = new(0);
    private ulong _seed;
    private ulong _draws;
    private long _serial;
    private bool _isSpent;
    private long _regionStart; // tensors older than this get no new gradient while a checkpoint is replayed

    /// <summary>Creates an empty tape.</summary>
    /// <param name="seed">Decides dropout and noise, until <see cref="Reset(ulong)"/> gives another.</param>
    public Tape(ulong seed = 0)
        : this(seed, fillsWithNaN: false)
    {
    }

    internal Tape(ulong seed, bool fillsWithNaN)
    {
        _seed = seed;
        _elements = new Arena<T> { FillsWithNaN = fillsWithNaN };
        _scratch = new Arena<T> { FillsWithNaN = fillsWithNaN };
    }

    /// <summary>Whether operations leave their backward steps; switch off to compute values only.</summary>
    public bool IsRecording { get; set; } = true;

    /// <summary>Whether layers behave as in training: dropout drops, batch normalisation uses the batch.</summary>
    public bool IsTraining { get; set; } = true;

    /// <summary>Where the gradients of parameters are summed.</summary>
    public GradientSet<T> Gradients { get; set; } = new();

    /// <summary>Memory that the tape holds for elements.</summary>
    /// <value>Elements, of gradients and working memory too.</value>
    public long Capacity => _elements.Capacity + _scratch.Capacity;

    internal int Epoch { get; private set; }

    // Whether a checkpointed part is being computed for the second time: what it observes was counted the first time.
    internal bool IsReplaying => _regionStart > 0;

    // A generator for the operation at hand, seeded by its place on the tape.
    internal SeededRandom Random
    {
        get
        {
            _random.Reseed(NextSeed());
            return _random;
        }
    }

    internal Parameter<T>? LastUsed { get; private set; }

    internal IEnumerable<Tensor<T>> Recorded => _records.Select(record => record.Output);

    /// <summary>Copies numbers from outside onto the tape; they get no gradient.</summary>
    /// <param name="shape">Their shape.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <exception cref="ShapeException">There are more or fewer elements than the shape has.</exception>
    public Tensor<T> Constant(Shape shape, ReadOnlySpan<T> values)
    {
        Tensor<T> tensor = Empty(nameof(Constant), shape, needsGradient: false);
        Fill(tensor, values, nameof(Constant));
        return tensor;
    }

    /// <summary>Copies numbers from outside onto the tape and asks for their gradient, as adversarial training and saliency do.</summary>
    /// <param name="shape">Their shape.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <exception cref="ShapeException">There are more or fewer elements than the shape has.</exception>
    public Tensor<T> Variable(Shape shape, ReadOnlySpan<T> values)
    {
        Tensor<T> tensor = Empty(nameof(Variable), shape, IsRecording);
        Fill(tensor, values, nameof(Variable));
        return tensor;
    }

    /// <summary>Brings a parameter onto the tape.</summary>
    /// <param name="parameter">A parameter of the model.</param>
    public Tensor<T> Use(Parameter<T> parameter)
    {
        LastUsed = parameter;
        return Gradients.Leaf(parameter, this);
    }

    /// <summary>Makes the output of an operation; its elements are undefined until the operation has written all of them.</summary>
    /// <param name="operation">The operation's name, for messages.</param>
    /// <param name="shape">The output's shape.</param>
    /// <param name="inputs">What it is computed from.</param>
    public Tensor<T> Output(string operation, Shape shape, params ReadOnlySpan<Tensor<T>> inputs)
    {
        bool needsGradient = false;
        foreach (Tensor<T> input in inputs)
        {
            needsGradient |= input.NeedsGradient;
        }

        return Empty(operation, shape, needsGradient && IsRecording);
    }

    /// <summary>Leaves the backward step of an operation: it reads the output's gradient and adds to those of its inputs that need one.</summary>
    /// <param name="output">What the operation made.</param>
    /// <param name="backward">The step. It is not called when no gradient reaches the output.</param>
    public void Record(Tensor<T> output, Action backward)
    {
        if (output.NeedsGradient)
        {
            _records.Add((output, backward));
        }
    }

    /// <summary>Working memory for the body of one operation.</summary>
    /// <param name="count">Elements.</param>
    public Scratch<T> Scratch(int count) => new(_scratch, count);

    /// <summary>Memory that lasts until the next reset, for what a backward step needs of the forward one.</summary>
    /// <param name="count">Elements; what they hold at first is undefined.</param>
    public Memory<T> Keep(int count) => _elements.Take(count);

    /// <summary>A seed for one random operation. The same reset and the same order of operations give the same seeds.</summary>
    public ulong NextSeed() => (_seed * 0x9E3779B97F4A7C15) + (++_draws * 0xD1B54A32D192ED03);

    /// <summary>Adds the gradient of a loss to <see cref="Gradients"/> and to every variable.</summary>
    /// <param name="loss">One number.</param>
    /// <param name="scale">Factor of the gradient, for example 1 / number of accumulated passes.</param>
    /// <exception cref="ShapeException">The loss has several elements.</exception>
    /// <exception cref="InvalidOperationException">This was done before; backward steps reuse the memory of forward ones.</exception>
    public void Backward(Tensor<T> loss, double scale = 1)
    {
        ShapeException.Require(loss.Shape.Count == 1, nameof(Backward), "a loss of one element", loss.Shape, nameof(loss));
        if (_isSpent)
        {
            throw new InvalidOperationException("the tape has been gone through backwards; add the losses up first, or reset it");
        }

        if (!loss.NeedsGradient)
        {
            return;
        }

        _isSpent = true;
        loss.Gradient[0] += T.CreateChecked(scale);
        Replay(from: 0);
    }

    /// <summary>Ends the step: all tensors of the tape become invalid and their memory is free for the next.</summary>
    /// <param name="seed">Decides dropout and noise of the next step.</param>
    public void Reset(ulong seed)
    {
        _seed = seed;
        _draws = 0;
        _isSpent = false;
        LastUsed = null;
        Epoch++;
        _records.Clear();
        _elements.Reset();
        _scratch.Reset();
    }

    /// <summary>Ends the step with the seed that follows the present one.</summary>
    public void Reset() => Reset(unchecked(_seed + 1));

    // A weight that many products of one operation share. There is one for each shape, so an operation loads it anew and uses it up before another does.
    internal RepeatedOperand<T> Repeat(Tensor<T> weight, bool transposed)
    {
        (int, int) key = transposed ? (weight.Shape[1], weight.Shape[0]) : (weight.Shape[0], weight.Shape[1]);
        if (!_repeated.TryGetValue(key, out RepeatedOperand<T>? operand))
        {
            operand = new RepeatedOperand<T>(key.Item1, key.Item2);
            _repeated.Add(key, operand);
        }

        operand.Load(weight, transposed);
        return operand;
    }

    internal long NextSerial() => _serial++;

    internal Memory<T> TakeGradient(Tensor<T> tensor)
    {
        if (!tensor.NeedsGradient)
        {
            throw new InvalidOperationException($"the {tensor.Operation} {tensor.Shape} needs no gradient, so none can be read or added");
        }

        if (tensor.Serial < _regionStart)
        {
            throw new InvalidOperationException(
                $"a checkpointed function uses the {tensor.Operation} {tensor.Shape} from outside; pass it as an input, so that its gradient survives");
        }

        return _elements.Take(tensor.Shape.Count);
    }

    internal Tensor<T> Empty(string operation, in Shape shape, bool needsGradient) =>
        new(this, operation, shape, _elements.Take(shape.Count), needsGradient);

    private static void Fill(Tensor<T> tensor, ReadOnlySpan<T> values, string operation)
    {
        if (values.Length != tensor.Shape.Count)
        {
            throw new ShapeException(operation, $"{tensor.Shape.Count} elements for {tensor.Shape}", $"{values.Length} elements", nameof(values));
        }

        values.CopyTo(tensor.Values);
    }

    private void Replay(int from)
    {
        for (int i = _records.Count - 1; i >= from; i--)
        {
            (Tensor<T> output, Action backward) = _records[i];
            if (output.HasGradient)
            {
                backward();
            }
        }
    }
}
