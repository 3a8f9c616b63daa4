using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Codecs;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Audio;

/// <summary>The output of a verb: a file that appears when it is whole, or <c>-</c> for standard output.</summary>
internal sealed class OutputArgument
{
    private readonly Argument<string> _path;
    private readonly Option<string> _format = new("--format")
    {
        Description = "How WAV and FLAC store samples; raw is for standard output: 32-bit floats without a header.",
        DefaultValueFactory = _ => "pcm16",
    };

    /// <summary>Declares the output.</summary>
    /// <param name="name">The name in the help, such as OUT.</param>
    /// <param name="description">What it holds; the ways to write it are added.</param>
    public OutputArgument(string name, string description)
    {
        _path = new Argument<string>(name)
        {
            Description = $"{description} The ending says the kind: .wav, .flac, .ogg, .opus or .mp3; - is WAV on standard output.",
        };
        _format.AcceptOnlyFromAmong("pcm16", "pcm24", "float32", "raw");
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

    /// <summary>Finds, before any work, what would make the writing fail.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="input">The path of the input, <c>-</c> for standard input.</param>
    /// <exception cref="UsageException">The output would replace the input, or its format cannot go there.</exception>
    /// <exception cref="IOException">The path is a folder, or in a folder that is not there.</exception>
    public void Check(ParseResult arguments, string input)
    {
        string output = Path(arguments);
        if (output == "-")
        {
            return;
        }

        if (arguments.GetValue(_format) == "raw")
        {
            throw new UsageException($"--format raw goes to standard output: give - instead of {output}");
        }

        if (Directory.Exists(output))
        {
            throw new IOException($"{output}: this is a folder; a file name is expected");
        }

        string full = Resolve(output);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(full)))
        {
            throw new DirectoryNotFoundException($"{output}: there is no folder {System.IO.Path.GetDirectoryName(full)}");
        }

        if (input != "-" && string.Equals(full, Resolve(input), StringComparison.Ordinal))
        {
            throw new UsageException($"{output}: the output would replace the input; give it another name");
        }
    }

    /// <summary>Starts the output; it appears when the writer is completed.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="terminal">Has standard output.</param>
    /// <param name="sampleRate">Samples per second and channel.</param>
    /// <param name="channelCount">Channels.</param>
    /// <param name="expectedLength">Samples per channel that will be written, when known.</param>
    /// <exception cref="ArgumentException">The ending of the name is unknown, or its format does not take rate or channels.</exception>
    /// <exception cref="IOException">The target cannot be written; it is as it was.</exception>
    public IAudioWriter Create(ParseResult arguments, Terminal terminal, int sampleRate, int channelCount, long? expectedLength = null)
    {
        string path = Path(arguments);
        WavSampleFormat? sampleFormat = SampleFormat(arguments);
        if (path != "-")
        {
            var options = new AudioWriteOptions
            {
                WavSampleFormat = sampleFormat ?? WavSampleFormat.Float32,
                FlacBits = sampleFormat == WavSampleFormat.Int16 ? 16 : 24,
            };
            return AudioFile.Create(path, sampleRate, channelCount, options, expectedLength);
        }

        if (sampleFormat is not { } format)
        {
            return new RawFloatWriter(terminal.Output, sampleRate, channelCount, leaveOpen: true);
        }

        var wav = new WavWriterOptions { SampleFormat = format, ExpectedLength = expectedLength };
        return new WavWriter(terminal.Output, sampleRate, channelCount, wav, leaveOpen: true);
    }

    /// <summary>Writes a whole recording.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="audio">The recording.</param>
    /// <param name="terminal">Has standard output, and takes a note when samples do not fit.</param>
    /// <exception cref="ArgumentException">The ending of the name is unknown, or its format does not take rate or channels.</exception>
    /// <exception cref="IOException">The target cannot be written; it is as it was.</exception>
    public void Write(ParseResult arguments, AudioBuffer audio, Terminal terminal)
    {
        using (IAudioWriter writer = Create(arguments, terminal, audio.SampleRate, audio.ChannelCount, audio.Length))
        {
            writer.Write(audio);
            writer.Complete();
        }

        int beyond = 0;
        foreach (float x in audio.Samples)
        {
            beyond += Math.Abs(x) > 1 ? 1 : 0;
        }

        if (beyond > 0 && SampleFormat(arguments) is WavSampleFormat.Int16 or WavSampleFormat.Int24)
        {
            terminal.Note($"note: {beyond} samples were beyond full scale and are clipped; --format float32 keeps them");
        }
    }

    // Null for raw floats.
    private WavSampleFormat? SampleFormat(ParseResult arguments) => arguments.GetRequiredValue(_format) switch
    {
        "pcm16" => WavSampleFormat.Int16,
        "pcm24" => WavSampleFormat.Int24,
        "float32" => WavSampleFormat.Float32,
        _ => null,
    };

    private static string Resolve(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        var info = new FileInfo(full);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
    }
}
