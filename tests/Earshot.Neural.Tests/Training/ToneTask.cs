using Earshot.Neural.Layers;
using Earshot.Neural.Losses;
using Earshot.Neural.Training;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Training;

// Which of four tones a short noisy sequence holds: a small task that every kind of network can learn. A batch has four examples, cut over the shards.
internal sealed class ToneTask(Layer<float> model) : ITrainingTask<float>
{
    public const int Frames = 12;
    public const int Features = 6;
    public const int Classes = 4;
    private const int Batch = 4;

    // Turns the loss of this step into NaN.
    public long Breaks { get; init; } = -1;

    // Draws new examples each step instead of the same four.
    public bool Draws { get; init; }

    public Tensor<float> Loss(Tape<float> tape, TrainingStep step)
    {
        Tensor<float> loss = Loss(tape, Draws ? (ulong)step.Number : 0, step.Shard, step.ShardCount);
        return step.Number == Breaks ? loss * double.NaN : loss;
    }

    public double Validate(Tape<float> tape) => Loss(tape, ulong.MaxValue, 0, 1).Item();

    private Tensor<float> Loss(Tape<float> tape, ulong seed, int shard, int shards)
    {
        int count = Batch / shards;
        var random = new SeededRandom(seed);
        float[] x = new float[Batch * Frames * Features];
        random.FillGaussian(x);
        int[] targets = [.. Enumerable.Range(shard * count, count)];
        for (int i = 0; i < x.Length; i++)
        {
            (int b, int t, int f) = (i / (Frames * Features), i / Features % Frames, i % Features);
            x[i] = (float)Math.Sin(((b + 1) * 0.5 * t) + f) + (0.3f * x[i]);
        }

        Tensor<float> input = tape.Constant(new Shape("BTF", count, Frames, Features), x.AsSpan(shard * count * Frames * Features, count * Frames * Features));
        Tensor<float> frames = model.Forward(input);
        return Earshot.Neural.Operations.Reductions.Mean(frames, frames.Shape.NameOf(1)).CrossEntropy(targets);
    }
}
