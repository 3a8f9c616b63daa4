using System.CommandLine;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Plants;

namespace Earshot.Cli.Spatial;

/// <summary>The option <c>--head</c>: whose ears hear.</summary>
internal sealed class HeadOption : Option<string>
{
    /// <summary>Creates the option.</summary>
    public HeadOption()
        : base("--head")
    {
        Description = "Whose ears: sphere, kemar (with libmysofa1), ku100 (with the data folder), or a .sofa or .npz file.";
        HelpName = "HEAD";
        DefaultValueFactory = static _ => "sphere";
    }

    /// <summary>Reads the head.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public IHead Load(ParseResult arguments) => HeadFiles.Load(arguments.GetRequiredValue(this));
}
