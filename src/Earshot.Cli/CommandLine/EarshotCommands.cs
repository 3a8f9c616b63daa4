using System.CommandLine;
using Earshot.Cli.Benchmarking;
using Earshot.Cli.Conversion;
using Earshot.Cli.Denoising;
using Earshot.Cli.Evaluating;
using Earshot.Cli.Info;
using Earshot.Cli.Listening;
using Earshot.Cli.Rooms;
using Earshot.Cli.Spatial;
using Earshot.Cli.Terminals;
using Earshot.Cli.Touring;
using Earshot.Cli.Training;
using Earshot.Cli.Watermarking;

namespace Earshot.Cli.CommandLine;

/// <summary>The one place where verbs and nouns are registered.</summary>
/// <remarks>
/// A capability adds a folder with a noun (a <see cref="Command"/> that adds its verbs in its constructor), one file a
/// <see cref="Verb"/>, and one line below.
/// </remarks>
internal static class EarshotCommands
{
    /// <summary>Builds the command tree.</summary>
    /// <param name="terminal">What the verbs talk to.</param>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("The audio and speech stack of a voice device: watermarks, noise suppression, rooms, listening.")
        {
            HelpName = "earshot",
        };
        root.Add(new TourVerb(terminal));
        root.Add(new ListenVerb(terminal));
        root.Add(new InfoVerb(terminal));
        root.Add(new Rooms.RoomVerb(terminal));
        root.Add(new ConvertVerb(terminal));
        root.Add(new SpatialNoun(terminal));
        root.Add(new WatermarkNoun(terminal, TimeProvider.System));
        root.Add(new DenoiseVerb(terminal));
        root.Add(new TrainVerb(terminal));
        root.Add(new EvaluateNoun(terminal));
        root.Add(new BenchNoun(terminal));
        ExampleHelp.AddTo(root);
        return root;
    }
}
