using System.CommandLine;
using System.Diagnostics;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Spectre.Console;

namespace Earshot.Cli.Touring;

/// <summary><c>earshot tour</c>: shows on an embedded recording what the program can do.</summary>
internal sealed class TourVerb : Verb
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for pictures and recordings; it is created, and files of an earlier tour are replaced.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "earshot-tour",
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public TourVerb(Terminal terminal)
        : base(terminal, "tour", "Show on an embedded recording what Earshot does, in words and pictures.")
    {
        Add(_out);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot tour", "earshot tour --out pictures"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        string folder = arguments.GetRequiredValue(_out);
        if (File.Exists(folder))
        {
            throw new IOException($"{folder}: this is a file; a folder for the pictures is expected");
        }

        Directory.CreateDirectory(folder);
        var context = new TourContext(Terminal, TourSample.Read(), folder);
        int number = 0;
        foreach (ITourStage stage in TourStages.Create())
        {
            cancellation.ThrowIfCancellationRequested();
            Terminal.Console.WriteLine();
            Terminal.Console.Write(new Text($"{++number}. {stage.Title}", new Style(decoration: Decoration.Bold)));
            Terminal.Console.WriteLine();
            await stage.RunAsync(context, cancellation);
        }

        Terminal.Console.WriteLine();
        context.Say($"That took {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s. Look at and listen to the files in {Path.GetFullPath(folder)}: "
            + $"{string.Join(", ", context.Files)}. Next: earshot --help");
        return ExitCode.Done;
    }
}
