using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Devices;

/// <summary>The devices that ship.</summary>
public static class KnownSpeakers
{
    /// <summary>A bar with two drivers 16 cm apart.</summary>
    public static SpeakerDevice Bar16 { get; } = Bar("bar-16", 2, 0.16, 0.004);

    /// <summary>A bar with four drivers over 30 cm, designed for a head that moves.</summary>
    public static SpeakerDevice Bar30 { get; } = Bar("bar-30", 4, 0.3, 0.05, distanceSpreadM: 0.2);

    /// <summary>A round speaker of 17.5 cm with drivers at the front and at both sides.</summary>
    public static SpeakerDevice Round { get; } = new()
    {
        Name = "round-17",
        Body = new SphericalBody(0.0875),
        Drivers =
        [
            new Driver { Id = "front", Position = FieldPlant.Direction(0) * 0.0875, Axis = FieldPlant.Direction(0) },
            new Driver { Id = "left", Position = FieldPlant.Direction(-90) * 0.0875, Axis = FieldPlant.Direction(-90) },
            new Driver { Id = "right", Position = FieldPlant.Direction(90) * 0.0875, Axis = FieldPlant.Direction(90) },
        ],
        Listener = new ListenerOptions { LateralSpreadM = 0.03 },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SpeakerDevice> All { get; } = [Bar16, Bar30, Round];

    /// <summary>Finds one by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The device, or null.</returns>
    public static SpeakerDevice? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>A row of drivers without a body.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="drivers">Drivers, 2 .. 8, evenly spaced.</param>
    /// <param name="widthM">From the first to the last, in metres.</param>
    /// <param name="lateralSpreadM">See <see cref="ListenerOptions.LateralSpreadM"/>.</param>
    /// <param name="tapCount">Taps of its filters.</param>
    /// <param name="distanceSpreadM">See <see cref="ListenerOptions.DistanceSpreadM"/>.</param>
    internal static SpeakerDevice Bar(string name, int drivers, double widthM, double lateralSpreadM, int tapCount = 512, double distanceSpreadM = 0.1) => new()
    {
        Name = name,
        Drivers =
        [
            .. Enumerable.Range(0, drivers).Select(n => new Driver
            {
                Id = $"d{n + 1}",
                Position = new Vector3D(0, (-widthM / 2) + (n * widthM / (drivers - 1)), 0),
            }),
        ],
        Listener = new ListenerOptions { LateralSpreadM = lateralSpreadM, DistanceSpreadM = distanceSpreadM },
        Filters = new FilterOptions { TapCount = tapCount },
    };
}
