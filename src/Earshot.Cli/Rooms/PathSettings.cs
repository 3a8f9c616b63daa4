using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Codecs;
using Earshot.Signals;
using Earshot.Signals.Channels;

namespace Earshot.Cli.Rooms;

/// <summary>The options of a simulated acoustic path, as <c>earshot room</c> and evaluations take them.</summary>
internal sealed class PathSettings
{
    private readonly Option<double> _distance = Number("--distance", "METERS", "Distance from loudspeaker to microphone.", 1);
    private readonly Option<double> _rt60 = Number("--rt60", "SECONDS", "Reverberation time; 0 is no room at all.", 0.4);
    private readonly Option<double> _volume = Number("--volume", "M3", "Volume of the room; with distance and RT60 it gives the direct-to-reverberant ratio.", 60);
    private readonly Option<double?> _ratio = Number("--drr", "DB", "Direct-to-reverberant ratio, instead of the one that the distance gives.");
    private readonly Option<double?> _snr = Number("--snr", "DB", "Signal-to-noise ratio over the whole band; no noise if left out.");
    private readonly Option<string> _noise = new("--noise")
    {
        Description = "What makes the noise: pink, white, or a recording such as babble.wav.",
        HelpName = "pink|white|FILE",
        DefaultValueFactory = _ => "pink",
    };

    private readonly Option<double> _skew = Number("--skew-ppm", "PPM", "How much too fast the microphone's clock runs.", 0);
    private readonly Option<double> _leadIn = Number("--lead-in", "SECONDS", "Time with noise only before the playing starts.", 0);
    private readonly Option<double> _level = Number("--level", "DBFS", "Active level of the sound at the microphone.", -30);
    private readonly Option<bool> _gainControl = new("--agc") { Description = "Let the microphone control its gain." };
    private readonly Option<int?> _rate = new("--rate") { Description = "Samples per second of the microphone; the recording's if left out.", HelpName = "HZ" };
    private readonly Option<string> _band = new("--band")
    {
        Description = "Band in which the signal-to-noise ratio is reported too.",
        HelpName = "LOW-HIGH",
        DefaultValueFactory = _ => "3000-4000",
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of room and noise; the same seed gives the same recording.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Adds all options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[]
        {
            _distance, _rt60, _volume, _ratio, _snr, _noise, _skew, _leadIn, _level, _gainControl, _rate, _band, _seed,
        })
        {
            verb.Add(option);
        }
    }

    /// <summary>The path that the command line describes; a noise recording is read.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="UsageException">The band is no band.</exception>
    /// <exception cref="AudioFormatException">The noise recording is broken.</exception>
    /// <exception cref="IOException">The noise recording cannot be opened.</exception>
    public AcousticPathOptions Read(ParseResult arguments)
    {
        if (arguments.GetValue(_snr) is null && arguments.GetResult(_noise) is { Implicit: false })
        {
            throw new UsageException("--noise needs --snr, which says how strong it is");
        }

        return new AcousticPathOptions
        {
            SampleRate = arguments.GetValue(_rate),
            DistanceM = arguments.GetValue(_distance),
            Rt60Seconds = arguments.GetValue(_rt60),
            VolumeM3 = arguments.GetValue(_volume),
            DirectToReverberantDb = arguments.GetValue(_ratio),
            WantedLevelDbfs = arguments.GetValue(_level),
            Interferers = arguments.GetValue(_snr) is { } snr ? [Noise(arguments.GetRequiredValue(_noise), snr)] : [],
            SkewPpm = arguments.GetValue(_skew),
            LeadInSeconds = arguments.GetValue(_leadIn),
            Microphone = new MicrophoneOptions { GainControl = arguments.GetValue(_gainControl) ? new GainControlOptions() : null },
            ReportBand = Band(arguments.GetRequiredValue(_band)),
            Seed = arguments.GetValue(_seed),
        };
    }

    private static Interferer Noise(string name, double snrDb) => name switch
    {
        "pink" => Interferer.Pink(snrDb),
        "white" => Interferer.White(snrDb),
        _ => Interferer.Recording(ReadNoise(name), snrDb),
    };

    private static AudioBuffer ReadNoise(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException(message: null, path);
        }

        AudioBuffer recording = AudioFile.Read(path);
        return recording.Length > 0 ? recording : throw new AudioFormatException($"{path}: a noise recording needs samples; it has none");
    }

    private static FrequencyBand Band(string text)
    {
        string[] edges = text.Split('-');
        bool isBand = edges.Length == 2
            & double.TryParse(edges[0], CultureInfo.InvariantCulture, out double low)
            & double.TryParse(edges[^1], CultureInfo.InvariantCulture, out double high);
        return isBand && low >= 0 && high > low && double.IsFinite(high)
            ? new FrequencyBand(low, high)
            : throw new UsageException($"--band is {text}; two rising frequencies in Hz were expected, such as 3000-4000");
    }

    private static Option<double> Number(string name, string unit, string description, double value) =>
        new(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => value };

    private static Option<double?> Number(string name, string unit, string description) =>
        new(name) { Description = description, HelpName = unit };
}
