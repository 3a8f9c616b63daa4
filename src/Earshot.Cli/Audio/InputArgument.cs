using System.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Codecs;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Audio;

/// <summary>The input of a verb: a path or <c>-</c>, with what raw samples need to be understood.</summary>
internal sealed class InputArgument
{
    /// <summary>What messages call standard input.</summary>
    private const string StandardInput = "standard input";

    private readonly Argument<string> _path;
    private readonly Option<int?> _rawRate = new("--raw-rate")
    {
        Description = "Samples per second of raw input (32-bit floats, little-endian, no header). A WAV header wins over it.",
        HelpName = "HZ",
    };

    private readonly Option<int> _rawChannels = new("--raw-channels")
    {
        Description = "Interleaved channels of raw input.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Declares the input.</summary>
    /// <param name="name">The name in the help, such as IN.</param>
    /// <param name="description">What it is for.</param>
    public InputArgument(string name, string description)
    {
        _path = new Argument<string>(name) { Description = description };
    }

    /// <summary>Adds the argument and its options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        verb.Add(_path);
        verb.Add(_rawRate);
        verb.Add(_rawChannels);
    }

    /// <summary>The path as given, <c>-</c> for standard input.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public string Path(ParseResult arguments) => arguments.GetRequiredValue(_path);

    /// <summary>Opens the input for reading block by block.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="terminal">Has standard input.</param>
    /// <param name="cancellation">Ends the waiting for a first byte.</param>
    /// <exception cref="AudioFormatException">The content is broken or of an unknown kind.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public async Task<IAudioReader> OpenAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellation)
    {
        // Off this thread, because a pipe may keep silent for ever.
        return await Task.Run(() => Open(arguments, terminal), cancellation).WaitAsync(cancellation);
    }

    /// <summary>Reads the whole input into memory.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="terminal">Has standard input.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="AudioFormatException">The content is broken or of an unknown kind.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public async Task<AudioBuffer> ReadAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellation)
    {
        using IAudioReader reader = await OpenAsync(arguments, terminal, cancellation);
        return await Task.Run(() => reader.ReadToEnd(cancellation), cancellation).WaitAsync(cancellation);
    }

    private IAudioReader Open(ParseResult arguments, Terminal terminal)
    {
        string path = Path(arguments);
        bool isStandard = path == "-";
        if (!isStandard && !File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException(message: null, path);
        }

        int? rawRate = arguments.GetValue(_rawRate);
        if (!isStandard && rawRate is null)
        {
            return AudioFile.Open(path);
        }

        // Standard input stays open: it is the terminal's.
        string name = isStandard ? StandardInput : path;
        Stream stream = isStandard ? terminal.Input : OpenRaw(path);
        byte[] head = ReadHead(stream);
        AudioFileKind kind = FileSignature.Detect(head);
        var whole = new PrefixedStream(head, stream, leaveOpen: isStandard);
        if (rawRate is { } rate && kind != AudioFileKind.Wav)
        {
            return new RawFloatReader(whole, rate, arguments.GetValue(_rawChannels), name);
        }

        return kind switch
        {
            AudioFileKind.Empty => throw new AudioFormatException($"{name}: nothing came"),
            AudioFileKind.Unknown => throw new AudioFormatException(
                $"{name}: neither WAV nor another known format; raw 32-bit floats need --raw-rate"),
            _ => AudioFile.Open(whole, name),
        };
    }

    private static FileStream OpenRaw(string path)
    {
        if (Directory.Exists(path))
        {
            throw new AudioFormatException($"{path}: this is a folder; an audio file is expected");
        }

        return File.OpenRead(path);
    }

    private static byte[] ReadHead(Stream stream)
    {
        var head = new byte[FileSignature.Length];
        int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..count];
    }
}
