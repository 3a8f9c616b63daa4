using System.Text.Json;
using Earshot.Signals;
using Earshot.Signals.Rooms;
using Earshot.Signals.Wave;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Upmixing;

namespace Earshot.Spatial.Devices;

/// <summary>Devices as JSON files, in metres, degrees, dB and Hz; the schema ships as <see cref="Schema"/>.</summary>
/// <remarks>Unknown members, impossible values and missing files are errors with their line. Comments and trailing commas are allowed.</remarks>
public static class DeviceFile
{
    /// <summary>Longest file that is read: a device needs a few KiB.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>The names of the export formats in files.</summary>
    public static IReadOnlyDictionary<string, ExportFormat> ExportNames { get; } = new Dictionary<string, ExportFormat>(StringComparer.Ordinal)
    {
        ["camilladsp"] = ExportFormat.CamillaDsp,
        ["equalizer-apo"] = ExportFormat.EqualizerApo,
        ["pipewire"] = ExportFormat.PipeWire,
        ["c-header"] = ExportFormat.CHeader,
    };

    /// <summary>The JSON schema of device files.</summary>
    public static string Schema => Resource("device.schema.json");

    /// <summary>Reads a device, or finds one that ships by its name.</summary>
    /// <param name="pathOrName">A file, or a name such as <c>bar-16</c>.</param>
    /// <exception cref="DeviceFormatException">The file is broken or impossible.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SpeakerDevice Load(string pathOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrName);
        if (!File.Exists(pathOrName) && KnownSpeakers.Find(pathOrName) is { } known)
        {
            return known;
        }

        if (!File.Exists(pathOrName))
        {
            throw new FileNotFoundException(
                $"{pathOrName}: no such file; a device is a JSON file or one of {string.Join(", ", KnownSpeakers.All.Select(static d => d.Name))}", pathOrName);
        }

        using FileStream stream = File.OpenRead(pathOrName);
        var bytes = new byte[MaxLength + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > MaxLength
            ? throw new DeviceFormatException($"{pathOrName}: more than {MaxLength} bytes, which no device file has")
            : Parse(bytes.AsSpan(0, length), pathOrName, Path.GetDirectoryName(Path.GetFullPath(pathOrName)));
    }

    /// <summary>Reads a device from UTF-8 JSON.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <param name="folder">Where response files are looked for; null for the working folder.</param>
    /// <exception cref="DeviceFormatException">The content is broken or impossible.</exception>
    public static SpeakerDevice Parse(ReadOnlySpan<byte> json, string source = "device", string? folder = null)
    {
        DeviceNode root = DeviceNode.Parse(json, source);
        root.Find("$schema");
        SpeakerDevice device = Guarded(root, () => ReadDevice(root, folder ?? "."));
        if (root.Unknown().FirstOrDefault() is { } unknown)
        {
            throw unknown.Error($"\"{unknown.Path}\" is not known");
        }

        foreach ((string part, string sentence) in device.FindProblems())
        {
            throw root.Nearest(part).Error(sentence);
        }

        return device;
    }

    /// <summary>The JSON of a device that ships.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">No device of this name ships.</exception>
    public static string ReadPreset(string name) => KnownSpeakers.Find(name) is not null
        ? Resource($"{name}.json")
        : throw new ArgumentException($"no device {name} ships; there are {string.Join(", ", KnownSpeakers.All.Select(static d => d.Name))}", nameof(name));

    /// <summary>The text of an embedded file.</summary>
    internal static string Resource(string name)
    {
        using Stream stream = typeof(DeviceFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static SpeakerDevice ReadDevice(DeviceNode root, string folder)
    {
        var device = new SpeakerDevice { Name = "", Drivers = [] };
        return new SpeakerDevice
        {
            Name = root.Get("name").AsText(),
            SampleRates = root.Find("sampleRates") is { } rates
                ? [.. rates.Require(JsonTokenType.StartArray, "a list of rates").Items.Select(static r => Whole(r))]
                : device.SampleRates,
            Body = root.Find("body") is { } body ? ReadBody(body) : device.Body,
            Drivers = [.. root.Get("drivers").Require(JsonTokenType.StartArray, "a list of drivers").Items.Select((d, i) => ReadDriver(d, i, folder))],
            Listener = root.Find("listener") is { } listener ? ReadListener(listener) : device.Listener,
            Crosstalk = root.Find("crosstalk") is { } crosstalk ? ReadCrosstalk(crosstalk) : device.Crosstalk,
            VirtualAngleDeg = root.Find("crosstalk")?.Find("virtualAngle")?.AsNumber() ?? device.VirtualAngleDeg,
            Center = root.Find("center") is { } center ? ReadBeam(center) : device.Center,
            Upmix = root.Find("upmix") is { } upmix ? ReadUpmix(upmix) : device.Upmix,
            Filters = root.Find("filters") is { } filters ? ReadFilters(filters) : device.Filters,
            Limits = root.Find("limits") is { } limits ? ReadLimits(limits) : device.Limits,
            Exports = root.Find("export") is { } exports
                ? [.. exports.Require(JsonTokenType.StartArray, "a list of formats").Items.Select(static e => OneOf(e, ExportNames))]
                : device.Exports,
        };
    }

    private static IBody ReadBody(DeviceNode node)
    {
        string kind = node.Get("kind").AsText();
        return kind switch
        {
            "none" => new FreeBody(),
            "sphere" => Guarded(node, () => new SphericalBody(node.Get("radius").AsNumber())),
            "cylinder" => Guarded(node, () => new CylindricalBody(node.Get("radius").AsNumber(), node.Get("height").AsNumber())),
            _ => throw node.Get("kind").Error($"a body of kind \"{kind}\"; expected none, sphere or cylinder"),
        };
    }

    private static Driver ReadDriver(DeviceNode node, int index, string folder)
    {
        double[]? band = node.Find("band")?.AsNumbers(2);
        var plain = new Driver { Id = $"d{index + 1}", Position = default };
        return new Driver
        {
            Id = node.Find("id")?.AsText() ?? plain.Id,
            Position = Vector(node.Get("position")),
            Axis = node.Find("axis") is { } axis ? Direction(axis) : plain.Axis,
            DiameterM = node.Find("diameter")?.AsNumber() ?? plain.DiameterM,
            LowHz = band?[0] ?? plain.LowHz,
            HighHz = band?[1] ?? plain.HighHz,
            SensitivityDb = node.Find("sensitivity")?.AsNumber() ?? plain.SensitivityDb,
            Allowance = Curve(node.Find("maxBoost")),
            Response = node.Find("response") is { } response ? ReadResponse(response, folder) : null,
        };
    }

    private static MeasuredResponse ReadResponse(DeviceNode node, string folder)
    {
        string path = Path.Combine(folder, node.AsText());
        if (!File.Exists(path))
        {
            throw node.Error($"{path}: no such file");
        }

        try
        {
            if (path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
            {
                return MeasuredResponse.FromImpulse(WavFile.Read(path), path);
            }

            using StreamReader reader = File.OpenText(path);
            return MeasuredResponse.FromFrd(reader, path);
        }
        catch (AudioFormatException e)
        {
            throw node.Error(e.Message, e);
        }
    }

    private static ListenerOptions ReadListener(DeviceNode node)
    {
        var plain = new ListenerOptions();
        DeviceNode? cloud = node.Find("cloud");
        return new ListenerOptions
        {
            DistanceM = node.Find("distance")?.AsNumber() ?? plain.DistanceM,
            HeightM = node.Find("height")?.AsNumber() ?? plain.HeightM,
            HeadRadiusM = node.Find("headRadius")?.AsNumber() ?? plain.HeadRadiusM,
            EarAngleDeg = node.Find("earAngle")?.AsNumber() ?? plain.EarAngleDeg,
            LateralSpreadM = cloud?.Find("lateral")?.AsNumber() ?? plain.LateralSpreadM,
            DistanceSpreadM = cloud?.Find("distance")?.AsNumber() ?? plain.DistanceSpreadM,
            YawSpreadDeg = cloud?.Find("yaw")?.AsNumber() ?? plain.YawSpreadDeg,
        };
    }

    private static CrosstalkOptions ReadCrosstalk(DeviceNode node)
    {
        var plain = new CrosstalkOptions();
        double[]? band = node.Find("band")?.AsNumbers(2);
        return new CrosstalkOptions
        {
            Target = Curve(node.Find("target")) ?? plain.Target,
            EffortCap = Curve(node.Find("effort")) ?? plain.EffortCap,
            LowHz = band?[0] ?? plain.LowHz,
            HighHz = band?[1] ?? plain.HighHz,
        };
    }

    private static BeamOptions ReadBeam(DeviceNode node)
    {
        var plain = new BeamOptions();
        return new BeamOptions
        {
            NullDepth = Curve(node.Find("nullDepth")) ?? plain.NullDepth,
            NullAzimuthDeg = node.Find("nullAzimuth")?.AsNumber() ?? plain.NullAzimuthDeg,
            NullWidthDeg = node.Find("nullWidth")?.AsNumber() ?? plain.NullWidthDeg,
            Directivity = node.Find("directivity")?.AsNumber() ?? plain.Directivity,
            EffortCap = Curve(node.Find("effort")) ?? plain.EffortCap,
        };
    }

    private static UpmixOptions ReadUpmix(DeviceNode node)
    {
        var plain = new UpmixOptions();
        return new UpmixOptions
        {
            FrameSeconds = node.Find("frame")?.AsNumber() ?? plain.FrameSeconds,
            Selectivity = node.Find("selectivity")?.AsNumber() ?? plain.Selectivity,
            SmoothingSeconds = node.Find("smoothing")?.AsNumber() ?? plain.SmoothingSeconds,
            DecorrelationSeconds = node.Find("decorrelation")?.AsNumber() ?? plain.DecorrelationSeconds,
        };
    }

    private static FilterOptions ReadFilters(DeviceNode node) => new()
    {
        TapCount = node.Find("taps") is { } taps ? Whole(taps) : new FilterOptions().TapCount,
        DelayMs = node.Find("delay")?.AsNumber(),
        IsRelative = node.Find("form") is { } form && OneOf(form, new Dictionary<string, bool>(StringComparer.Ordinal) { ["fir"] = false, ["rtf"] = true }),
    };

    private static DeviceLimits ReadLimits(DeviceNode node) => new()
    {
        SeparationDb = node.Find("separation")?.AsNumber(),
        OffsetSeparationDb = node.Find("offsetSeparation")?.AsNumber(),
        BoostDb = node.Find("boost")?.AsNumber(),
        ColorationDb = node.Find("coloration")?.AsNumber(),
        NullDb = node.Find("nullDepth")?.AsNumber(),
        DirectivityIndexDb = node.Find("directivityIndex")?.AsNumber(),
    };

    // A number, or pairs of Hz and dB.
    private static DecibelCurve? Curve(DeviceNode? node) => node switch
    {
        null => null,
        { Kind: JsonTokenType.Number } => DecibelCurve.Flat(node.Number),
        _ => Guarded(node, () => new DecibelCurve(
        [
            .. node.Require(JsonTokenType.StartArray, "a level in dB or a list of [Hz, dB]").Items.Select(static pair =>
            {
                double[] values = pair.AsNumbers(2);
                return (values[0], values[1]);
            }),
        ])),
    };

    private static Vector3D Vector(DeviceNode node)
    {
        double[] values = node.AsNumbers(3);
        return new Vector3D(values[0], values[1], values[2]);
    }

    private static Vector3D Direction(DeviceNode node)
    {
        Vector3D direction = Vector(node);
        return direction.Length > 0 ? direction : throw node.Error($"{node.Path} points nowhere");
    }

    private static int Whole(DeviceNode node)
    {
        double value = node.AsNumber();
        return value == Math.Floor(value) && Math.Abs(value) < 1e9 ? (int)value : throw node.Error($"{node.Path} is {value}, expected a whole number");
    }

    private static T OneOf<T>(DeviceNode node, IReadOnlyDictionary<string, T> names) => names.TryGetValue(node.AsText(), out T? value)
        ? value
        : throw node.Error($"{node.Path} is \"{node.Text}\", expected one of {string.Join(", ", names.Keys)}");

    // What a constructor refuses becomes an error at the line of its part.
    private static T Guarded<T>(DeviceNode node, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw node.Error(e.Message.Split(" (Parameter '", 2)[0], e);
        }
    }
}
