// Data parallelism that does not change the result: a batch is cut into shards, each shard has gradients of its own, and these are added in the order of the shards whoever
// computed them. So the weights depend on the number of shards only, not on the number of workers.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Training;

internal sealed class ShardSet<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GradientSet<T>[] _gradients;
    private readonly Tape<T>[] _tapes; // one for each worker
    private readonly double[] _losses;
    private readonly string?[] _faults; // where a shard's numbers stopped being finite
    private readonly WorkerTeam _team;
    private readonly Action<int> _job;
    private readonly ITrainingTask<T> _task;
    private readonly ulong _seed;
    private readonly NamedParameter<T>[] _parameters;
    private long _step;

    public ShardSet(Module<T> model, ITrainingTask<T> task, int shards, int workers, ulong seed)
    {
        _task = task;
        _seed = seed;
        _parameters = [.. model.Parameters];
        _gradients = [.. Enumerable.Range(0, shards).Select(_ => new GradientSet<T>())];
        _tapes = [.. Enumerable.Range(0, Math.Min(workers, shards)).Select(_ => new Tape<T>())];
        _losses = new double[shards];
        _faults = new string?[shards];
        _team = new WorkerTeam(_tapes.Length);
        _job = Work;
    }

    // After a step: the gradient of the mean loss over all shards.
    public GradientSet<T> Total => _gradients[0];

    public Tape<T> IdleTape => _tapes[0];

    // Computes all shards and adds their gradients up; returns the mean loss. A fault names what was not finite.
    public double Compute(long step, out string? fault)
    {
        _step = step;
        _team.Run(_job);
        fault = Array.Find(_faults, place => place is not null);
        for (int shard = 1; shard < _gradients.Length; shard++)
        {
            foreach (NamedParameter<T> named in _parameters)
            {
                Span<T> part = _gradients[shard][named.Parameter];
                if (part.Length > 0)
                {
                    Span<T> total = _gradients[0][named.Parameter];
                    TensorPrimitives.Add(total, part, total);
                }
            }
        }

        double sum = 0;
        foreach (double loss in _losses)
        {
            sum += loss;
        }

        return sum / _losses.Length;
    }

    // Running statistics follow the mean of what the shards saw.
    public void MoveStatistics(double rate)
    {
        T share = T.CreateChecked(rate / _gradients.Length);
        foreach (NamedParameter<T> named in _parameters)
        {
            if (named.Parameter.Role == ParameterRole.Statistic && _gradients[0][named.Parameter] is { Length: > 0 } seen)
            {
                TensorPrimitives.MultiplyAdd(seen, share, named.Parameter.Values, named.Parameter.Values);
            }
        }
    }

    public void Dispose() => _team.Dispose();

    private void Work(int worker)
    {
        Tape<T> tape = _tapes[worker];
        for (int shard = worker; shard < _gradients.Length; shard += _tapes.Length)
        {
            ulong seed = (_seed * 0x9E3779B97F4A7C15) ^ (((ulong)_step * 0xD1B54A32D192ED03) + ((ulong)shard * 0x8CB92BA72F3D8DD7));
            GradientSet<T> gradients = _gradients[shard];
            gradients.Clear();
            tape.Reset(seed);
            tape.IsRecording = true;
            tape.IsTraining = true;
            tape.Gradients = gradients;
            Tensor<T> loss = _task.Loss(tape, new TrainingStep(_step, shard, _gradients.Length, seed));
            _losses[shard] = double.CreateTruncating(loss.Item());
            _faults[shard] = double.IsFinite(_losses[shard]) ? null : FaultFinder.InValues(tape, loss, _parameters);
            if (_faults[shard] is null)
            {
                tape.Backward(loss, 1.0 / _gradients.Length);
            }
        }
    }
}
