using System.CommandLine;
using Earshot.Cli.Audio;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Signals;
using Earshot.Signals.Streaming;
using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial render</c>: a stereo recording as the drivers play it, or as ears hear it.</summary>
internal sealed class RenderVerb : Verb
{
    private readonly InputArgument _input = new("IN", "The stereo recording, or - for standard input.");
    private readonly OutputArgument _output = new("OUT", "One channel a driver, or two ears.");
    private readonly Option<string> _device = new("--device") { Description = "A JSON file or the name of a device that ships.", HelpName = "DEVICE", DefaultValueFactory = static _ => "bar-16" };
    private readonly Option<bool> _binaural = new("--binaural") { Description = "Write what the ears of --head hear instead of the driver signals." };
    private readonly Option<bool> _headphones = new("--headphones") { Description = "Write the virtual sources for headphones, without cancellation." };
    private readonly HeadOption _head = new();
    private readonly Option<double> _strength = new("--strength") { Description = "From 0, bypassed bit for bit, to 1.", DefaultValueFactory = static _ => 1 };
    private readonly Option<double?> _gain = new("--gain") { Description = "Gain in dB; by default as much below 0 as the filters can boost a sine, and 0 at strength 0.", HelpName = "DB" };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public RenderVerb(Terminal terminal)
        : base(terminal, "render", "Play a stereo recording through a device: driver signals, ear signals or headphones.")
    {
        _strength.Validators.Add(InRange.Of(0, 1));
        _gain.Validators.Add(InRange.Of(-60, 20));
        _input.AddTo(this);
        _output.AddTo(this);
        Add(_device);
        Add(_binaural);
        Add(_headphones);
        Add(_head);
        Add(_strength);
        Add(_gain);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "earshot spatial render song.wav drivers.wav --device bar-30 --format float32",
        "earshot spatial render song.wav ears.wav --device bar-16 --binaural --head ku100",
        "earshot spatial render song.wav phones.wav --headphones",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string input = _input.Path(arguments);
        _output.Check(arguments, input);
        if (arguments.GetValue(_binaural) && arguments.GetValue(_headphones))
        {
            throw new UsageException("--binaural and --headphones exclude each other: one of them");
        }

        SpeakerDevice device = DeviceFile.Load(arguments.GetRequiredValue(_device));
        IHead head = _head.Load(arguments);
        AudioBuffer audio = await _input.ReadAsync(arguments, Terminal, cancellation);
        if (audio.ChannelCount != 2)
        {
            throw new UsageException($"{input}: {audio.ChannelCount} channels; a stereo recording was expected");
        }

        if (audio.Length == 0)
        {
            throw new AudioFormatException($"{input}: there are no samples to play");
        }

        if (audio.SampleRate is < 16000 or > 192000)
        {
            throw new AudioFormatException($"{input}: {audio.SampleRate} Hz; 16000 to 192000 Hz are rendered");
        }

        AudioBuffer rendered = await Task.Run(() => Render(arguments, device, head, audio), cancellation).WaitAsync(cancellation);
        _output.Write(arguments, rendered, Terminal);
        return ExitCode.Done;
    }

    private AudioBuffer Render(ParseResult arguments, SpeakerDevice device, IHead head, AudioBuffer audio)
    {
        SpatialModel model = SpatialModel.Design(device, audio.SampleRate);
        double strength = arguments.GetValue(_strength);
        bool forHeadphones = arguments.GetValue(_headphones);
        double peak = (forHeadphones ? model.HeadphoneFilters() : model.Playback).PeakGainDb;
        var options = new SpatialOptions
        {
            Strength = strength,
            GainDb = arguments.GetValue(_gain) ?? (strength == 0 ? 0 : Math.Clamp(-peak, -60, 0)),
        };
        SpatialStream stream = forHeadphones ? SpatialStream.ForHeadphones(model, options) : new SpatialStream(model, options);
        AudioBuffer drivers = stream.ProcessBuffer(audio);
        return arguments.GetValue(_binaural)
            ? BinauralRender.ToEars(drivers, device, head, HeadPose.InFront(device.Listener.DistanceM, 0, device.Listener.HeightM))
            : drivers;
    }
}
