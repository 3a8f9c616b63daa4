using Earshot.Corpora.Mixing;
using Earshot.Signals.Randomness;

namespace Earshot.Denoising.Training;

/// <summary>Examples that training draws from: made when first asked for, reused within a round, made anew in the next.</summary>
/// <remarks>An example depends on the seed, the round and its index only, so a run that is taken up again sees the same ones.</remarks>
internal sealed class ExamplePool
{
    private const double NoLookAheadShare = 0.25;

    private readonly SpeechMixer _mixer;
    private readonly ulong _seed;
    private readonly Lock _gate = new();
    private readonly int _size;
    private Lazy<TrainingExample>[] _examples = [];
    private long _round = -1;

    /// <summary>Creates a pool of nothing yet.</summary>
    /// <param name="mixer">Makes the mixtures.</param>
    /// <param name="size">Examples of a round.</param>
    /// <param name="seed">Decides them.</param>
    public ExamplePool(SpeechMixer mixer, int size, ulong seed)
    {
        (_mixer, _size, _seed) = (mixer, size, seed);
    }

    /// <summary>An example.</summary>
    /// <param name="round">The round, 0 or more; rounds are asked for in order.</param>
    /// <param name="index">Which one, 0 .. size - 1.</param>
    public TrainingExample Get(long round, int index)
    {
        Lazy<TrainingExample>[] examples;
        lock (_gate)
        {
            if (_round != round)
            {
                _examples = [.. Enumerable.Range(0, _size).Select(i => new Lazy<TrainingExample>(() => Make(round, i)))];
                _round = round;
            }

            examples = _examples;
        }

        return examples[index].Value;
    }

    private TrainingExample Make(long round, int index)
    {
        var random = new SeededRandom(_seed ^ ((ulong)round << 32) ^ (uint)index);
        int lookAhead = random.NextDouble() < NoLookAheadShare ? 0 : 2;
        return ExampleMaker.Make(_mixer.Create(random.NextBits()), lookAhead);
    }
}
