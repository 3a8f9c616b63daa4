using System.CommandLine;
using Earshot.Spatial.Devices;

namespace Earshot.Cli.Spatial;

/// <summary>The device of a verb: a JSON file or the name of one that ships.</summary>
internal sealed class DeviceArgument : Argument<string>
{
    /// <summary>Creates the argument.</summary>
    /// <param name="name">Its name in the help.</param>
    public DeviceArgument(string name = "DEVICE")
        : base(name)
    {
        Description = $"The device: a JSON file, or {string.Join(", ", KnownSpeakers.All.Select(static d => d.Name))}.";
    }

    /// <summary>Reads the device.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public SpeakerDevice Load(ParseResult arguments) => DeviceFile.Load(arguments.GetRequiredValue(this));
}
