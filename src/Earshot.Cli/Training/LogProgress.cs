using System.Globalization;
using Earshot.Cli.Terminals;
using Earshot.Neural.Training;

namespace Earshot.Cli.Training;

/// <summary>Prints one line for each report of a training run.</summary>
/// <param name="terminal">Where lines go to.</param>
/// <param name="steps">Steps of the whole run.</param>
internal sealed class LogProgress(Terminal terminal, long steps) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        string validation = double.IsNaN(value.Validation) ? "" : string.Create(CultureInfo.InvariantCulture, $"  development {value.Validation:0.00000}");
        terminal.Note(string.Create(
            CultureInfo.InvariantCulture, $"step {value.Step} of {steps}  loss {value.Loss:0.00000}  rate {value.Rate:0.00000}  {value.Seconds:0} s{validation}"));
    }
}
