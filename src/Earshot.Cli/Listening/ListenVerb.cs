using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Json;
using Earshot.Cli.Terminals;
using Earshot.Cli.Watermarking;
using Earshot.Signals;
using Earshot.Signals.Resampling;
using Earshot.Signals.Wave;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Listening;

/// <summary><c>earshot listen</c>: one line for everything that a device would notice, while it happens.</summary>
internal sealed class ListenVerb : Verb
{
    private readonly InputArgument _input = new("FILE", "The recording, or - for a live stream on standard input.");
    private readonly JsonOption _json = new();
    private readonly Option<double> _every = new("--every")
    {
        Description = "Seconds between two level reports.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A key file whose watermarks are reported too; give the option again for further keys.",
        HelpName = "KEY",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public ListenVerb(Terminal terminal)
        : base(terminal, "listen", "Listen to a recording or a live stream and print what is noticed, one event a line.")
    {
        _every.Validators.Add(InRange.Of(0.01, 86400));
        _input.AddTo(this);
        Add(_every);
        Add(_keys);
        Add(_json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot listen meeting.wav",
        "arecord -q -f S16_LE -r 16000 -t wav | earshot listen - --json",
        "ffmpeg -v error -i film.mp4 -f wav - | earshot listen - --key spring.json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        IReadOnlyList<WatermarkKey> keys = KeyLoading.Load(arguments.GetRequiredValue(_keys));
        using IAudioReader source = await _input.OpenAsync(arguments, Terminal, cancellation);
        if (keys.Count > 0)
        {
            KeyLoading.CheckRate(source.SampleRate, _input.Path(arguments));
        }

        if (source.SampleRate > Resampler.MaxRate)
        {
            throw new AudioFormatException($"{_input.Path(arguments)}: {source.SampleRate} Hz; up to {Resampler.MaxRate} Hz can be listened to");
        }

        bool json = arguments.GetValue(_json);
        var blocks = new BlockReader(source);
        var interval = TimeSpan.FromSeconds(arguments.GetValue(_every));
        List<IListeningStage> stages = ListeningStages.Create(source.SampleRate, source.ChannelCount, interval, keys);
        var pipeline = new ListeningPipeline(source.SampleRate, source.ChannelCount, stages, blocks.MaxBlock);
        while (await blocks.ReadAsync(cancellation) is { IsEmpty: false } block)
        {
            pipeline.Accept(block.Span);
            Print(pipeline, json);
        }

        pipeline.Complete();
        Print(pipeline, json);
        return ExitCode.Done;
    }

    private void Print(ListeningPipeline pipeline, bool json)
    {
        while (pipeline.TryRead(out HeardEvent? heard))
        {
            Terminal.Results.WriteLine(json ? EarshotJson.Line(heard) : HeardLine.Format(heard));
        }
    }
}
