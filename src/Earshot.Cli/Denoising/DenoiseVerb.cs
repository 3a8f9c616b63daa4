using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Denoising;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Denoising;

/// <summary><c>earshot denoise</c>: suppresses noise in a recording or a live stream.</summary>
internal sealed class DenoiseVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The recording, or - for standard input.");
    private readonly OutputArgument _output = new("OUT", "The denoised recording, as long as the input and aligned with it.");
    private readonly ModelOption _model = new();
    private readonly Option<double> _limit = new("--limit-db")
    {
        Description = "The most by which noise is lowered, 0 to 100; 100 is no limit.",
        HelpName = "DB",
        DefaultValueFactory = static _ => new DenoiserOptions().AttenuationLimitDb,
    };

    private readonly Option<bool> _noLookAhead = new("--no-lookahead") { Description = "Delay of 10 ms instead of 30 ms, a little less quality." };
    private readonly Option<bool> _postfilter = new("--postfilter") { Description = "Lower what stays noisy further." };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public DenoiseVerb(Terminal terminal)
        : base(terminal, "denoise", "Suppress the noise around a voice in a recording or a live stream.")
    {
        _limit.Validators.Add(InRange.Of(0, 100));
        _input.AddTo(this);
        _output.AddTo(this);
        _model.AddTo(this);
        Add(_limit);
        Add(_noLookAhead);
        Add(_postfilter);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot denoise noisy.wav clean.wav --model run/denoiser.safetensors",
        "arecord -q -f S16_LE -r 48000 -t wav | earshot denoise - - --model run/denoiser.safetensors --limit-db 20 | aplay -q",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        _output.Check(arguments, _input.Path(arguments));
        DenoiserModel model = _model.Load(arguments);
        var options = new DenoiserOptions
        {
            AttenuationLimitDb = arguments.GetValue(_limit),
            LookAhead = !arguments.GetValue(_noLookAhead),
            Postfilter = arguments.GetValue(_postfilter),
        };
        using IAudioReader source = await _input.OpenAsync(arguments, Terminal, cancellation);
        var blocks = new BlockReader(source, maxBlock: 480);
        var denoising = new DenoisingConverter(model, source.SampleRate, source.ChannelCount, blocks.MaxBlock, options);
        using IAudioWriter target = _output.Create(arguments, Terminal, source.SampleRate, source.ChannelCount, source.Length);
        while (await blocks.ReadAsync(cancellation) is { IsEmpty: false } block)
        {
            target.Write(denoising.Accept(block.Span));
        }

        target.Write(denoising.Complete());
        target.Complete();
        return ExitCode.Done;
    }
}
