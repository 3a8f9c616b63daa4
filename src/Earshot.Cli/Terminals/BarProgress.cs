using Spectre.Console;

namespace Earshot.Cli.Terminals;

/// <summary>Moves a progress bar; without one it does nothing.</summary>
internal sealed class BarProgress : IProgress<double>
{
    private readonly ProgressTask? _task;

    /// <summary>Creates the reporter.</summary>
    /// <param name="task">The bar, of length 1, or null.</param>
    public BarProgress(ProgressTask? task)
    {
        _task = task;
    }

    /// <inheritdoc/>
    public void Report(double value)
    {
        if (_task is not null)
        {
            _task.Value = value;
        }
    }
}
