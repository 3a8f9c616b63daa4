using System.Numerics;

namespace Earshot.Neural.Losses;

// What the utterances leave behind: sums of the gradients of the joint network's inputs and parameters.
internal readonly struct JointGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public JointGradients(Tape<T> tape, int encoder, int predictor, int weight, int bias)
    {
        Encoder = Zeros(tape, encoder);
        Predictor = Zeros(tape, predictor);
        Weight = Zeros(tape, weight);
        Bias = Zeros(tape, bias);
    }

    public Memory<T> Encoder { get; }

    public Memory<T> Predictor { get; }

    public Memory<T> Weight { get; }

    public Memory<T> Bias { get; }

    private static Memory<T> Zeros(Tape<T> tape, int count)
    {
        Memory<T> memory = tape.Keep(count);
        memory.Span.Clear();
        return memory;
    }
}
