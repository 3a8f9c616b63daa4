using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Upmixing;

namespace Earshot.Spatial.Devices;

/// <summary>A speaker in metres, degrees, dB and Hz: everything that a design needs to know. Immutable.</summary>
public sealed class SpeakerDevice
{
    /// <summary>Most drivers.</summary>
    public const int MaxDrivers = 8;

    /// <summary>Nearer drivers are taken for a mistake.</summary>
    private const double LeastSpacingM = 0.005;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Rates to design filters for, in Hz. Default: 48000. Range: 16000 .. 192000 each.</summary>
    public IReadOnlyList<int> SampleRates { get; init; } = [48000];

    /// <summary>What carries the drivers. Default: nothing.</summary>
    public IBody Body { get; init; } = new FreeBody();

    /// <summary>The drivers, 2 to 8.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>Whom it plays for.</summary>
    public ListenerOptions Listener { get; init; } = new();

    /// <summary>Cancellation of the far ear.</summary>
    public CrosstalkOptions Crosstalk { get; init; } = new();

    /// <summary>From the front to where the left and the right channel shall seem to be, in degrees. Default: 30. Range: 5 .. 90.</summary>
    public double VirtualAngleDeg { get; init; } = 30;

    /// <summary>The centre's beam.</summary>
    public BeamOptions Center { get; init; } = new();

    /// <summary>How the centre is found in stereo.</summary>
    public UpmixOptions Upmix { get; init; } = new();

    /// <summary>What the filters may be.</summary>
    public FilterOptions Filters { get; init; } = new();

    /// <summary>What must be reached.</summary>
    public DeviceLimits Limits { get; init; } = new();

    /// <summary>Where filters go beside WAV files. Default: nowhere.</summary>
    public IReadOnlyList<ExportFormat> Exports { get; init; } = [];

    /// <summary>Throws one exception that lists everything that is impossible.</summary>
    /// <param name="parameterName">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">Something is.</exception>
    public void Validate(string parameterName)
    {
        List<string> problems = [.. FindProblems().Select(static p => p.Sentence)];
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }

    /// <summary>Everything that is impossible, with the part of the device that it concerns, as a path of its file.</summary>
    internal IEnumerable<(string Part, string Sentence)> FindProblems()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return ("name", "the device has no name");
        }

        foreach (int rate in SampleRates.Where(static r => r is < 16000 or > 192000))
        {
            yield return ("sampleRates", $"a rate of {rate} Hz, expected 16000..192000");
        }

        if (SampleRates.Count == 0)
        {
            yield return ("sampleRates", "there is no sample rate");
        }

        foreach ((string Part, string Sentence) problem in FindDriverProblems())
        {
            yield return problem;
        }

        foreach (string sentence in Collect(Listener.Check))
        {
            yield return ("listener", sentence);
        }

        foreach (HeadPose pose in Cloud().Select(static c => c.Pose))
        {
            if (Body.Contains(pose.Position) || Drivers.Any(d => (d.Position - pose.Position).Length < Listener.HeadRadiusM * 1.05))
            {
                yield return ("listener", $"the listener's head at {pose.Position.X:0.###} m from the device is inside it");
                break;
            }
        }

        foreach ((string part, Action<string> validate) in ((string, Action<string>)[])[("crosstalk", Crosstalk.Validate), ("centre", Center.Validate), ("upmix", Upmix.Validate)])
        {
            if (Complaint(validate) is { } sentence)
            {
                yield return (part, sentence);
            }
        }

        if (!(VirtualAngleDeg is >= 5 and <= 90))
        {
            yield return ("crosstalk", $"virtual angle is {VirtualAngleDeg}, expected 5..90");
        }

        foreach (string sentence in Collect(Filters.Check))
        {
            yield return ("filters", sentence);
        }
    }

    /// <summary>Head positions that a design averages over, the nominal one first, with their weights.</summary>
    internal IReadOnlyList<(HeadPose Pose, double Weight)> Cloud()
    {
        ListenerOptions l = Listener;
        double[] steps = l.LateralSpreadM > 0 ? [0, -2, -1, 1, 2] : [0];
        double[] distances = l.DistanceSpreadM > 0 ? [0, -1, 1] : [0];
        double[] yaws = l.YawSpreadDeg > 0 ? [0, -1, 1] : [0];
        var cloud = new List<(HeadPose, double)>(steps.Length * distances.Length * yaws.Length);
        foreach (double yaw in yaws)
        {
            foreach (double step in steps)
            {
                foreach (double distance in distances)
                {
                    HeadPose pose = HeadPose.InFront(l.DistanceM + (distance * l.DistanceSpreadM), step * l.LateralSpreadM, l.HeightM, yaw * l.YawSpreadDeg);
                    cloud.Add((pose, Math.Exp(-step * step / 2)));
                }
            }
        }

        return cloud;
    }

    /// <summary>The outermost drivers on the listener's left and right.</summary>
    internal (int Left, int Right) OuterDrivers()
    {
        int left = 0;
        int right = 0;
        for (int n = 1; n < Drivers.Count; n++)
        {
            left = Drivers[n].Position.Y < Drivers[left].Position.Y ? n : left;
            right = Drivers[n].Position.Y > Drivers[right].Position.Y ? n : right;
        }

        return (left, right);
    }

    private IEnumerable<(string Part, string Sentence)> FindDriverProblems()
    {
        if (Drivers.Count is < 2 or > MaxDrivers)
        {
            yield return ("drivers", $"{Drivers.Count} drivers, expected 2..{MaxDrivers}");
        }

        for (int n = 0; n < Drivers.Count; n++)
        {
            Driver driver = Drivers[n];
            var problems = new List<string>();
            foreach (double coordinate in (ReadOnlySpan<double>)[driver.Position.X, driver.Position.Y, driver.Position.Z])
            {
                RangeCheck.Within(problems, $"a coordinate of driver {driver.Id}", coordinate, -2, 2);
            }

            RangeCheck.Within(problems, $"the diameter of driver {driver.Id}", driver.DiameterM, 0, 0.5);
            RangeCheck.Within(problems, $"the sensitivity of driver {driver.Id}", driver.SensitivityDb, -40, 40);
            if (driver.HighHz <= Math.Max(driver.LowHz, 0) || driver.LowHz < 0)
            {
                problems.Add($"the band of driver {driver.Id} is {driver.LowHz}..{driver.HighHz} Hz, expected rising frequencies");
            }

            if (Body is not FreeBody && Body.Contains(driver.Position * 0.9) is false)
            {
                problems.Add($"driver {driver.Id} is not on the body");
            }

            for (int other = 0; other < n; other++)
            {
                if (Drivers[other].Id == driver.Id)
                {
                    problems.Add($"two drivers are called {driver.Id}");
                }

                double spacing = (Drivers[other].Position - driver.Position).Length;
                if (spacing < LeastSpacingM)
                {
                    problems.Add($"driver {driver.Id} is on top of driver {Drivers[other].Id} ({spacing * 1000:0.#} mm apart)");
                }
            }

            foreach (string problem in problems)
            {
                yield return ($"drivers[{n}]", problem);
            }
        }

        if (Drivers.Count >= 2 && Drivers.Max(static d => d.Position.Y) - Drivers.Min(static d => d.Position.Y) < 0.02)
        {
            yield return ("drivers", "no two drivers are 2 cm apart from left to right, so there is no stage to make");
        }
    }

    private static List<string> Collect(Action<List<string>> check)
    {
        var problems = new List<string>();
        check(problems);
        return problems;
    }

    private static string? Complaint(Action<string> validate)
    {
        try
        {
            validate("options");
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.Replace(" (Parameter 'options')", "", StringComparison.Ordinal);
        }
    }
}
