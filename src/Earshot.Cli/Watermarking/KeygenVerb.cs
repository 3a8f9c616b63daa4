using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Signals.Wave;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark keygen</c>: makes a key that only its owner can read, and never replaces one by accident.</summary>
internal sealed class KeygenVerb : Verb
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Argument<string> _path = new("OUT") { Description = "The key file to write, JSON; - is standard output." };
    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "Make the key from a pass phrase instead of random bytes; it is only as hard to guess as the phrase.",
        HelpName = "TEXT",
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "A name for people, stored in the file.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that is there." };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public KeygenVerb(Terminal terminal)
        : base(terminal, "keygen", "Make a secret key, and print its public identifier.")
    {
        Add(_path);
        Add(_seed);
        Add(_name);
        Add(_force);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot watermark keygen spring.json --name \"spring campaign\"",
        "earshot watermark keygen test.json --seed \"any text\" --force",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string path = arguments.GetRequiredValue(_path);
        string? seed = arguments.GetValue(_seed);
        if (seed is { Length: 0 })
        {
            throw new UsageException("--seed is empty; any text was expected");
        }

        string name = arguments.GetRequiredValue(_name);
        bool isThere = path != "-" && File.Exists(path);
        if (isThere && !arguments.GetValue(_force))
        {
            throw new IOException($"{path}: there is a file already; --force replaces it, and marks of a lost key are never found again");
        }

        WatermarkKey key = seed is null ? WatermarkKey.CreateRandom(name) : WatermarkKey.FromSeed(seed, name);
        if (path == "-")
        {
            Terminal.Results.Write(KeyFile.Write(key));
            Terminal.Note(key.Id);
            return Task.FromResult(ExitCode.Done);
        }

        Save(path, key, isThere);
        Terminal.Results.WriteLine(key.Id);
        return Task.FromResult(ExitCode.Done);
    }

    private static void Save(string path, WatermarkKey key, bool isThere)
    {
        if (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new IOException($"{path}: a device keeps no key; - is standard output");
        }

        using var file = new AtomicFile(path);
        if (!OperatingSystem.IsWindows())
        {
            // Before the secret is in it; the new file also takes over the mode of the one that it replaces.
            File.SetUnixFileMode(file.Stream.SafeFileHandle, OwnerOnly);
            if (isThere)
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }
        }

        file.Stream.Write(System.Text.Encoding.UTF8.GetBytes(KeyFile.Write(key)));
        file.Commit();
    }
}
