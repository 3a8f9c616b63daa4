using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Signals.Resampling;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Conversion;

/// <summary><c>earshot convert</c>: any recording that can be read into any kind that can be written, at another rate and channel count if asked.</summary>
internal sealed class ConvertVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The recording, or - for standard input.");
    private readonly OutputArgument _output = new("OUT", "The file to write.");
    private readonly Option<int?> _rate = new("--rate") { Description = "Samples per second of the output; the input's if left out.", HelpName = "HZ" };
    private readonly Option<int?> _channels = new("--channels")
    {
        Description = "Channels of the output: 1 is the mean of all; a mono input can be repeated any number of times.",
        HelpName = "COUNT",
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public ConvertVerb(Terminal terminal)
        : base(terminal, "convert", "Convert a recording to another kind, rate or channel count.")
    {
        _rate.Validators.Add(InRange.Of(AudioLimits.MinSampleRate, AudioLimits.MaxSampleRate));
        _channels.Validators.Add(InRange.Of(1, AudioLimits.MaxChannelCount));
        _input.AddTo(this);
        _output.AddTo(this);
        Add(_rate);
        Add(_channels);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot convert song.flac song.wav",
        "earshot convert speech.mp3 speech.wav --rate 16000 --channels 1",
        "earshot convert speech.wav - --rate 16000 --format raw | ffplay -f f32le -ar 16000 -",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        _output.Check(arguments, _input.Path(arguments));
        AudioBuffer audio = await _input.ReadAsync(arguments, Terminal, cancellation);
        AudioBuffer mixed = Mix(audio, arguments.GetValue(_channels) ?? audio.ChannelCount);
        AudioBuffer converted = mixed.Resample(arguments.GetValue(_rate) ?? audio.SampleRate);
        cancellation.ThrowIfCancellationRequested();
        _output.Write(arguments, converted, Terminal);
        return ExitCode.Done;
    }

    private static AudioBuffer Mix(AudioBuffer audio, int channelCount)
    {
        if (channelCount == audio.ChannelCount)
        {
            return audio;
        }

        if (channelCount == 1)
        {
            return audio.ToMono();
        }

        if (audio.ChannelCount != 1)
        {
            throw new UsageException($"--channels is {channelCount}; a recording of {audio.ChannelCount} channels can only be mixed to 1");
        }

        var repeated = new AudioBuffer(audio.SampleRate, channelCount, audio.Length);
        for (int c = 0; c < channelCount; c++)
        {
            audio.Samples.CopyTo(repeated.Channel(c));
        }

        return repeated;
    }
}
