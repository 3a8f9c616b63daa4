using System.Numerics;
using Earshot.Neural.Files;
using Earshot.Neural.Layers;
using Earshot.Neural.Optimizers;

namespace Earshot.Neural.Training;

/// <summary>Trains a model step by step, with checkpoints that a run can be taken up from without a trace.</summary>
/// <remarks>The weights that come out depend on the seed, the number of shards and the task; not on the number of workers, nor on interruptions.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Trainer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T> _model;
    private readonly ITrainingTask<T> _task;
    private readonly Optimizer<T> _optimizer;
    private readonly TrainerOptions _options;
    private readonly TimeProvider _time;
    private readonly ShardSet<T> _shards;
    private readonly WeightAverage<T>? _average;
    private Checkpoint _state;
    private string? _lastGood;
    private double _loss = double.NaN;

    /// <summary>Prepares a run from the model as it is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">Its data and loss.</param>
    /// <param name="optimizer">What moves its parameters.</param>
    /// <param name="options">Steps, rates, files.</param>
    /// <param name="time">The clock; the system's when omitted.</param>
    /// <exception cref="ArgumentException">An option is outside its range; all such are listed.</exception>
    public Trainer(Module<T> model, ITrainingTask<T> task, Optimizer<T> optimizer, TrainerOptions options, TimeProvider? time = null)
    {
        options.Validate(nameof(options));
        (_model, _task, _optimizer, _options, _time) = (model, task, optimizer, options, time ?? TimeProvider.System);
        _shards = new ShardSet<T>(model, task, options.Shards, options.Workers, options.Seed);
        _average = options.AverageDecay > 0 ? new WeightAverage<T>(model, options.AverageDecay) : null;
        _state = new Checkpoint { Seed = options.Seed, Shards = options.Shards };
        if (options.Folder is not null)
        {
            Directory.CreateDirectory(options.Folder);
        }
    }

    /// <summary>Steps taken.</summary>
    public long Step => _state.Step;

    private string? LastPath => _options.Folder is null ? null : Path.Combine(_options.Folder, "last.safetensors");

    private string? BestPath => _options.Folder is null ? null : Path.Combine(_options.Folder, "best.safetensors");

    /// <summary>Goes on from the last checkpoint in the folder, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ModelFormatException">The checkpoint is broken, of another architecture or optimiser, or of a run with another seed or number of shards.</exception>
    public bool Resume()
    {
        if (LastPath is null || !File.Exists(LastPath))
        {
            return false;
        }

        using (var file = SafetensorsFile.Open(LastPath))
        {
            string found = $"{file.Metadata.GetValueOrDefault("seed")}, {file.Metadata.GetValueOrDefault("shards")}";
            if (found != $"{_options.Seed}, {_options.Shards}")
            {
                throw new ModelFormatException($"{LastPath}: seed and shards are {found}; {_options.Seed}, {_options.Shards} were expected");
            }
        }

        _state = Checkpoint.Load(LastPath, _model, _optimizer, _average);
        _lastGood = LastPath;
        return true;
    }

    /// <summary>Trains to the end, or until told to stop; a run that is stopped leaves a checkpoint.</summary>
    /// <param name="progress">Hears how training stands, on the caller's thread; or nothing.</param>
    /// <param name="cancellation">Stops after the step at hand.</param>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is not a number any more.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped; <see cref="Resume"/> goes on.</exception>
    public TrainingSummary Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        long start = _time.GetTimestamp();
        using TrainingLog? log = _options.Folder is null ? null : new TrainingLog(Path.Combine(_options.Folder, "log.jsonl"), _state.Step);
        bool endsEarly = IsHopeless();
        while (_state.Step < _options.Steps && !endsEarly)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                cancellation.ThrowIfCancellationRequested();
            }

            TrainingProgress now = TakeStep();
            if (_options.ValidateEvery > 0 && now.Step % _options.ValidateEvery == 0)
            {
                now = now with { Validation = Validate() };
                endsEarly = IsHopeless();
            }

            if (now.Step % _options.LogEvery == 0 || double.IsFinite(now.Validation) || now.Step == _options.Steps)
            {
                now = now with { Seconds = _time.GetElapsedTime(start).TotalSeconds };
                log?.Write(now);
                progress?.Report(now);
            }

            if (now.Step % _options.CheckpointEvery == 0)
            {
                Save();
            }
        }

        Save();
        return new TrainingSummary(_state.Step, _loss, _state.BestValidation, _state.BestStep, endsEarly);
    }

    /// <summary>Exchanges the model's parameters and their running average; a second call undoes the first. Nothing happens without an average.</summary>
    public void SwapAverage() => _average?.Swap();

    /// <summary>Ends the workers.</summary>
    public void Dispose() => _shards.Dispose();

    private TrainingProgress TakeStep()
    {
        long step = _state.Step;
        _loss = _shards.Compute(step, out string? fault);
        if (fault is not null)
        {
            throw new TrainingDivergedException(step, fault, _lastGood);
        }

        double norm = GradientNorm.Clip(_shards.Total, _optimizer.Parameters, _options.LongestGradient);
        if (!double.IsFinite(norm))
        {
            throw new TrainingDivergedException(step, FaultFinder.InGradients(_shards.Total, _optimizer.Parameters), _lastGood);
        }

        double rate = _options.Schedule.RateAt(step);
        _optimizer.Step(_shards.Total, rate);
        _shards.MoveStatistics(_options.StatisticRate);
        _average?.Update(step);
        _state = _state with { Step = step + 1 };
        return new TrainingProgress(step + 1, _loss, rate, norm, Seconds: 0, Validation: double.NaN);
    }

    // Judges the average where there is one, and keeps the best.
    private double Validate()
    {
        _average?.Swap();
        Tape<T> tape = _shards.IdleTape;
        tape.Reset(0);
        tape.IsRecording = false;
        tape.IsTraining = false;
        double loss = _task.Validate(tape);
        bool isBest = loss < _state.BestValidation || (double.IsNaN(_state.BestValidation) && double.IsFinite(loss));
        _state = isBest ? _state with { BestValidation = loss, BestStep = _state.Step, Misses = 0 } : _state with { Misses = _state.Misses + 1 };
        if (isBest && BestPath is not null)
        {
            _model.Save(BestPath);
        }

        _average?.Swap();
        return loss;
    }

    private bool IsHopeless() => _options.Patience > 0 && _state.Misses >= _options.Patience;

    private void Save()
    {
        if (LastPath is not null)
        {
            _state.Save(LastPath, _model, _optimizer, _average);
            _lastGood = LastPath;
        }
    }
}
