using System.CommandLine.Parsing;

namespace Earshot.Cli.CommandLine;

/// <summary>Checks of numbers on the command line.</summary>
internal static class InRange
{
    /// <summary>A validator that accepts finite numbers in a closed range.</summary>
    /// <param name="low">Smallest accepted value.</param>
    /// <param name="high">Largest accepted value.</param>
    public static Action<OptionResult> Of(double low, double high) => result =>
    {
        if (result.Tokens.Count == 0)
        {
            return;
        }

        // Written so that NaN fails.
        string text = result.Tokens[0].Value;
        if (!(double.TryParse(text, out double value) && value >= low && value <= high))
        {
            result.AddError($"{result.Option.Name} is {text}; {low} to {high} was expected");
        }
    };
}
