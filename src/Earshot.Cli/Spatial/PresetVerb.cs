using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Spatial.Devices;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial preset</c>: the file of a device that ships, to start from.</summary>
internal sealed class PresetVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "A device that ships, or schema for the JSON schema of device files." };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public PresetVerb(Terminal terminal)
        : base(terminal, "preset", "Print the file of a device that ships, or the schema of device files.")
    {
        Add(_name);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot spatial preset bar-16 > device.json", "earshot spatial preset schema"];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string name = arguments.GetRequiredValue(_name);
        Terminal.Results.Write(name == "schema" ? DeviceFile.Schema : DeviceFile.ReadPreset(name));
        return Task.FromResult(ExitCode.Done);
    }
}
