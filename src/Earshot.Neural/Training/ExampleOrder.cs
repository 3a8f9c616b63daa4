using Earshot.Signals.Randomness;

namespace Earshot.Neural.Training;

/// <summary>Which examples a step sees: every epoch all of them once, in an order that only the seed and the epoch decide. So any step can be found again without the ones before.</summary>
public sealed class ExampleOrder
{
    private readonly int[] _order;
    private readonly ulong _seed;
    private readonly Lock _gate = new();
    private long _epoch = -1;

    /// <summary>Creates the order.</summary>
    /// <param name="count">Number of examples, 1 or more.</param>
    /// <param name="seed">Decides the order.</param>
    public ExampleOrder(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _order = new int[count];
        _seed = seed;
    }

    /// <summary>The examples at a stretch of places, counted over all epochs.</summary>
    /// <param name="start">The first place, 0 or more: the step times the batch, plus where a shard begins.</param>
    /// <param name="examples">Where the indices of the examples go.</param>
    public void Take(long start, Span<int> examples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        lock (_gate)
        {
            for (int i = 0; i < examples.Length; i++)
            {
                (long epoch, long place) = Math.DivRem(start + i, _order.Length);
                if (epoch != _epoch)
                {
                    Shuffle(epoch);
                }

                examples[i] = _order[place];
            }
        }
    }

    // Fisher and Yates, from a fresh start in each epoch.
    private void Shuffle(long epoch)
    {
        var random = new SeededRandom(_seed + ((ulong)epoch * 0x9E3779B97F4A7C15));
        for (int i = 0; i < _order.Length; i++)
        {
            int other = random.NextInt(i + 1);
            _order[i] = _order[other];
            _order[other] = i;
        }

        _epoch = epoch;
    }
}
