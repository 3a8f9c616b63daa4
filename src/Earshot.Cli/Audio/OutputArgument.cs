using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Audio;

/// <summary>The output of a verb: a WAV file that appears when it is whole, or <c>-</c> for standard output.</summary>
internal sealed class OutputArgument
{
    private readonly Argument<string> _path;
    private readonly Option<OutputFormat> _format = new("--format")
    {
        Description = "How samples are stored: pcm16, pcm24 or float32 in a WAV file, raw for 32-bit floats without a header.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => OutputFormat.Pcm16,
    };

    /// <summary>Declares the output.</summary>
    /// <param name="name">The name in the help, such as OUT.</param>
    /// <param name="description">What it holds.</param>
    public OutputArgument(string name, string description)
    {
        _path = new Argument<string>(name) { Description = description };
        _format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "pcm16", "pcm24", "float32", "raw");
    }

    /// <summary>Adds the argument and its options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        verb.Add(_path);
        verb.Add(_format);
    }

    /// <summary>The path as given, <c>-</c> for standard output.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public string Path(ParseResult arguments) => arguments.GetRequiredValue(_path);

    /// <summary>Refuses, before any work, to write over the input.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="input">The path of the input, <c>-</c> for standard input.</param>
    /// <exception cref="UsageException">Both are the same file.</exception>
    public void RequireOtherThan(ParseResult arguments, string input)
    {
        string output = Path(arguments);
        if (output != "-" && input != "-" && string.Equals(Resolve(output), Resolve(input), StringComparison.Ordinal))
        {
            throw new UsageException($"{output}: the output would replace the input; give it another name");
        }
    }

    /// <summary>Writes a recording.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="audio">The recording.</param>
    /// <param name="terminal">Has standard output.</param>
    /// <exception cref="IOException">The target cannot be written; it is as it was.</exception>
    public void Write(ParseResult arguments, AudioBuffer audio, Terminal terminal)
    {
        string path = Path(arguments);
        OutputFormat format = arguments.GetValue(_format);
        if (path == "-")
        {
            Write(terminal.Output, audio, format);
        }
        else
        {
            AtomicFile.Write(path, stream => Write(stream, audio, format));
        }
    }

    private static void Write(Stream stream, AudioBuffer audio, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Pcm16:
                WavFile.Write(stream, audio, WavSampleFormat.Int16);
                break;
            case OutputFormat.Pcm24:
                WavFile.Write(stream, audio, WavSampleFormat.Int24);
                break;
            case OutputFormat.Float32:
                WavFile.Write(stream, audio, WavSampleFormat.Float32);
                break;
            default:
                RawFloats.Write(stream, audio);
                break;
        }
    }

    private static string Resolve(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
    }
}
