// The loss of PercepNet (Valin et al. 2020, eq. 9 to 11): for gains (g^0.5 - g'^0.5)^2 + 10 (the same)^4, for strengths
// ((1 - r)^0.5 - (1 - r')^0.5)^2, and cross-entropy for voice activity. An epsilon keeps the slope of the roots finite at 0. Bands that hold
// nothing, or lie above what the clean recording tells, do not count.
using Earshot.Denoising.Features;
using Earshot.Denoising.Network;
using Earshot.Denoising.SignalPath;
using Earshot.Neural;
using Earshot.Neural.Losses;
using Earshot.Neural.Operations;
using Earshot.Neural.Training;
using Earshot.Signals.Randomness;

namespace Earshot.Denoising.Training;

/// <summary>Data and loss of a denoiser's training.</summary>
internal sealed class DenoiserTask : ITrainingTask<float>
{
    private const double Epsilon = 1e-3;
    private const double Quartic = 10;
    private const double VoiceWeight = 0.02;

    private readonly DenoiserNetwork _network;
    private readonly ExamplePool _pool;
    private readonly TrainingExample[] _development;
    private readonly DenoiserRecipe _recipe;

    /// <summary>Creates the task.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pool">Examples to train on.</param>
    /// <param name="development">Examples to choose by.</param>
    /// <param name="recipe">Sizes of batches and rounds.</param>
    public DenoiserTask(DenoiserNetwork network, ExamplePool pool, TrainingExample[] development, DenoiserRecipe recipe)
    {
        (_network, _pool, _development, _recipe) = (network, pool, development, recipe);
    }

    /// <inheritdoc/>
    public Tensor<float> Loss(Tape<float> tape, TrainingStep step)
    {
        var random = new SeededRandom(step.Seed);
        long round = step.Number / _recipe.StepsPerRound;
        var batch = new TrainingExample[Math.Max(1, _recipe.Sequences / step.ShardCount)];
        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = _pool.Get(round, random.NextInt(_recipe.PoolSize));
        }

        return Loss(_network, tape, batch);
    }

    /// <inheritdoc/>
    public double Validate(Tape<float> tape)
    {
        double sum = 0;
        foreach (TrainingExample[] batch in _development.Chunk(8))
        {
            sum += Loss(_network, tape, batch).Item() * batch.Length;
            tape.Reset();
        }

        return sum / _development.Length;
    }

    /// <summary>The loss of some examples of one length.</summary>
    public static Tensor<float> Loss(DenoiserNetwork network, Tape<float> tape, TrainingExample[] batch)
    {
        int bands = PathFormat.BandCount;
        Tensor<float> scores = network.Forward(Join(tape, batch, FeatureVector.Length, static example => example.Features));
        Tensor<float> gains = scores.Slice(-1, 0, bands).Sigmoid();
        Tensor<float> direct = (scores.Slice(-1, bands, bands) * -1).Sigmoid(); // 1 - r
        Tensor<float> voice = scores.Slice(-1, 2 * bands, 1);
        Tensor<float> weights = Join(tape, batch, bands, static example => example.Weights);
        Tensor<float> idealGains = Join(tape, batch, bands, static example => example.Gains);
        Tensor<float> idealDirect = (Join(tape, batch, bands, static example => example.Strengths) * -1).Shift(1);

        Tensor<float> gainError = Distance(gains, idealGains);
        Tensor<float> strengthError = Distance(direct, idealDirect);
        Tensor<float> bandError = gainError + (gainError.Square() * Quartic) + strengthError;
        Tensor<float> voiceError = voice.BinaryCrossEntropy(Join(tape, batch, 1, static example => example.Voice));
        return (bandError * weights).Mean() + (voiceError * VoiceWeight);
    }

    private static Tensor<float> Distance(Tensor<float> value, Tensor<float> ideal) =>
        (value.Shift(Epsilon).Sqrt() - ideal.Shift(Epsilon).Sqrt()).Square();

    private static Tensor<float> Join(Tape<float> tape, TrainingExample[] batch, int width, Func<TrainingExample, float[]> part)
    {
        int length = batch[0].FrameCount * width;
        var joined = new float[batch.Length * length];
        for (int i = 0; i < batch.Length; i++)
        {
            part(batch[i]).CopyTo(joined.AsSpan(i * length));
        }

        return tape.Constant(new Shape("BTF", batch.Length, batch[0].FrameCount, width), joined);
    }
}
