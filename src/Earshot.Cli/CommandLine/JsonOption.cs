using System.CommandLine;

namespace Earshot.Cli.CommandLine;

/// <summary>The option <c>--json</c> of every verb that has a result.</summary>
internal sealed class JsonOption : Option<bool>
{
    /// <summary>Creates the option.</summary>
    public JsonOption()
        : base("--json")
    {
        Description = "Print the result as JSON, one object a line.";
    }
}
