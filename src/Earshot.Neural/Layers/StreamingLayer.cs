using System.Numerics;

namespace Earshot.Neural.Layers;

/// <summary>A layer that can also work frame by frame, giving the same output as for the whole sequence.</summary>
/// <remarks>
/// The whole form sums in blocks, the frame form one row at a time, so their roundings differ: by some 1e-6 of the values in float32.
/// A step allocates no managed memory, and its state is the stream's own: one layer serves many streams at once.
/// </remarks>
/// <typeparam name="T">The number format.</typeparam>
public abstract class StreamingLayer<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Features of a frame that goes in.</summary>
    public abstract int InputSize { get; }

    /// <summary>Features of a frame that comes out.</summary>
    public abstract int OutputSize { get; }

    /// <summary>The state of a stream before its first frame. Weights are packed for streaming here: begin a stream after they have changed, not before.</summary>
    /// <exception cref="InvalidOperationException">The layer, as it is set up, needs frames of the future.</exception>
    public virtual LayerState NewState() => LayerState.None;

    /// <summary>Takes one frame.</summary>
    /// <param name="input">The frame, <see cref="InputSize"/> elements.</param>
    /// <param name="output">Where the output frame goes, <see cref="OutputSize"/> elements; not the input's memory.</param>
    /// <param name="state">The stream's state, from <see cref="NewState"/> of this layer.</param>
    /// <returns>Whether a frame came out; a layer with a stride gives one only now and then.</returns>
    public abstract bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state);
}
