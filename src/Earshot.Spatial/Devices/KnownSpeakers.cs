using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Devices;

/// <summary>The devices that ship.</summary>
public static class KnownSpeakers
{
    /// <summary>A bar with two drivers 16 cm apart.</summary>
    public static SpeakerDevice Bar16 { get; } = Read("bar-16");

    /// <summary>A bar with four drivers over 30 cm, designed for a head that moves.</summary>
    public static SpeakerDevice Bar30 { get; } = Read("bar-30");

    /// <summary>A round speaker of 17.5 cm with drivers at the front and at both sides.</summary>
    public static SpeakerDevice Round { get; } = Read("round-17");

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

    private static SpeakerDevice Read(string name) =>
        DeviceFile.Parse(System.Text.Encoding.UTF8.GetBytes(DeviceFile.Resource(name + ".json")), name);
}
