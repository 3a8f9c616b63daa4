using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>Attention of frames to frames of the same sequence, with a learned bias for each distance.</summary>
/// <remarks>A stream keeps the keys and values of the last frames in a ring; a step costs 8 D^2 + 4 D (span + 1) operations.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public sealed class MultiHeadAttention<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> _input;
    private readonly Linear<T> _output;
    private readonly int _heads;

    /// <summary>Creates the layer.</summary>
    /// <param name="size">Features of a frame in and out.</param>
    /// <param name="heads">Number of heads, a divisor of <paramref name="size"/>.</param>
    /// <param name="span">Which frames see which; to stream, <c>Right</c> is 0 and <c>Left</c> finite.</param>
    /// <param name="distances">Distances on each side that have a bias of their own, 0 or more; those beyond share the outermost.</param>
    /// <param name="random">Decides the weights.</param>
    public MultiHeadAttention(int size, int heads, AttentionSpan span, int distances, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(size % heads, 0, nameof(heads));
        ArgumentOutOfRangeException.ThrowIfNegative(distances);
        _heads = heads;
        Span = span;
        _input = Add("input", new Linear<T>(size, 3 * size, random));
        _output = Add("output", new Linear<T>(size, size, random));
        DistanceBias = Add(new Parameter<T>("distance_bias", new Shape("HR", heads, (2 * distances) + 1), ParameterRole.Bias));
    }

    /// <summary>Which frames see which.</summary>
    public AttentionSpan Span { get; }

    /// <summary>What is added to a score by the key's distance from the query, <c>[H, 2 distances + 1]</c>, from the farthest back to the farthest ahead.</summary>
    public Parameter<T> DistanceBias { get; }

    /// <inheritdoc/>
    public override int InputSize => _output.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Forward(x, lengths: null);

    /// <summary>Attends within the frames that count.</summary>
    /// <param name="x"><c>[B, T, D]</c>.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="keyGates"><c>[B, T]</c>, 0 or more: how much of each frame is in the memory; or nothing.</param>
    public Tensor<T> Forward(Tensor<T> x, int[]? lengths, Tensor<T>? keyGates = null)
    {
        Tensor<T> mixed = _input.Forward(x).SelfAttend(_heads, Span, x.Tape.Use(DistanceBias), lengths, keyGates);
        return _output.Forward(mixed);
    }

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        if (Span is not { Right: 0, Left: < int.MaxValue })
        {
            throw new InvalidOperationException($"attention over {Span} cannot stream; it needs no frame ahead and a finite number back");
        }

        _input.NewState();
        _output.NewState();
        return new AttentionState<T>(Span.Left + 1, InputSize);
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (AttentionState<T>)state;
        int size = InputSize;
        int width = size / _heads;
        _input.Step(input, past.Projected, LayerState.None);
        past.Projected.AsSpan(size, size).CopyTo(past.Keys.Push());
        past.Projected.AsSpan(2 * size, size).CopyTo(past.Values.Push());
        int count = past.Keys.Count;
        Span<T> scores = past.Scores.AsSpan(0, count);
        ReadOnlySpan<T> bias = DistanceBias.Values;
        int distances = DistanceBias.Shape[1];
        T scale = T.One / T.Sqrt(T.CreateChecked(width));
        for (int h = 0; h < _heads; h++)
        {
            var score = new ProductShape(1, count, width, size, size, count, TransposeA: false, TransposeB: true);
            MatrixProduct.Multiply(score, past.Projected.AsSpan(h * width), past.Keys.Arrived[(h * width)..], scores);
            TensorPrimitives.Multiply(scores, scale, scores);
            Operations.DistanceBias.AddTo(scores, 1 - count, bias.Slice(h * distances, distances));
            Softmaxes.Row<T>(scores, scores);
            var mix = new ProductShape(1, width, count, count, size, size, TransposeA: false, TransposeB: false);
            MatrixProduct.Multiply(mix, scores, past.Values.Arrived[(h * width)..], past.Mixed.AsSpan(h * width));
        }

        return _output.Step(past.Mixed, output, LayerState.None);
    }
}
