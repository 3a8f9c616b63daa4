using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial;

/// <summary>A designed device at one rate: its filters and what they were made from. Immutable; shared by streams.</summary>
public sealed class SpatialModel
{
    // The transform that designs are made on, at 48 kHz: steps of 23 Hz, eight times finer than the narrowest filter resolves.
    private const int Points = 2048;
    private const int CapPasses = 4;

    private SpatialModel(
        SpeakerDevice device, int sampleRate, DriverWeights left, DriverWeights right, DriverWeights center, VirtualSource source, FilterSet cancellation, FilterSet playback, IReadOnlyList<DriverWeights> programme)
    {
        Device = device;
        SampleRate = sampleRate;
        Left = left;
        Right = right;
        Center = center;
        Virtual = source;
        Cancellation = cancellation;
        Playback = playback;
        Programme = programme;
    }

    /// <summary>The device.</summary>
    public SpeakerDevice Device { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Ideal weights that reach the left ear alone.</summary>
    public DriverWeights Left { get; }

    /// <summary>Ideal weights that reach the right ear alone.</summary>
    public DriverWeights Right { get; }

    /// <summary>Ideal weights of the centre's beam, one towards the front.</summary>
    public DriverWeights Center { get; }

    /// <summary>The virtual sources that left and right shall seem to come from.</summary>
    public VirtualSource Virtual { get; }

    /// <summary>Cancellation alone, left to the left ear and right to the right ear, and the beam: what scores are computed from.</summary>
    public FilterSet Cancellation { get; }

    /// <summary>Everything: virtual sources through cancellation, and the beam as loud as they: what is played.</summary>
    public FilterSet Playback { get; }

    /// <summary>The ideal weights that <see cref="Playback"/> was made from: left, right, centre.</summary>
    public IReadOnlyList<DriverWeights> Programme { get; }

    /// <summary>Designs a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sampleRate">Samples per second, 16000 .. 192000; null for the device's first.</param>
    /// <exception cref="ArgumentException">The device is impossible; the message lists everything.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public static SpatialModel Design(SpeakerDevice device, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        device.Validate(nameof(device));
        int rate = sampleRate ?? device.SampleRates[0];
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 16000, nameof(sampleRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 192000, nameof(sampleRate));
        int taps = device.Filters.TapsAt(rate);
        int delay = device.Filters.DelayAt(rate);
        int points = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Points * rate / 48000, 2 * taps));
        double[] hz = FrequencyGrid.Bins(rate, points);
        var head = new SphericalHead(device.Listener.HeadRadiusM, device.Listener.EarAngleDeg);

        // 1. Plants -> cancellation and beam; both are against an ideal source in the device's centre, so they are in phase.
        var cloud = new List<(EarPlant Plant, double Weight)>();
        foreach ((HeadPose pose, double weight) in device.Cloud())
        {
            cloud.Add((EarPlant.Compute(device.Drivers, device.Body, head, pose, hz), weight));
        }

        var nearLeft = new Complex[hz.Length];
        var nearRight = new Complex[hz.Length];
        head.Respond(device.Cloud()[0].Pose.ToHead(default), hz, nearLeft, nearRight);
        DriverWeights Cancel(Ear ear, CrosstalkOptions options) =>
            CrosstalkDesigner.Design(ear, cloud, ear == Ear.Left ? nearLeft : nearRight, device.Drivers, options);
        DriverWeights left = CapKeeping.Design(o => Cancel(Ear.Left, o), device.Crosstalk, taps, delay, CapPasses);
        DriverWeights right = CapKeeping.Design(o => Cancel(Ear.Right, o), device.Crosstalk, taps, delay, CapPasses);
        var beam = new BeamDesigner(device.Drivers, device.Body, hz);
        DriverWeights center = CapKeeping.Design(beam.Design, device.Center, taps, delay, CapPasses);

        // 2. Virtual sources through the cancellation; the centre as loud as they.
        VirtualSource source = VirtualSource.Fit(head, device.VirtualAngleDeg, device.Listener.DistanceM);
        DecibelCurve cap = device.Crosstalk.EffortCap;
        DriverWeights virtualLeft = VirtualFeed.Make(Ear.Left, left, right, cloud[0].Plant, source, cap);
        DriverWeights virtualRight = VirtualFeed.Make(Ear.Right, right, left, cloud[0].Plant, source, cap);
        DriverWeights loud = center.Scaled(source.CenterGain);
        FilterSet cancellation = FilterBuilder.Build("design", [left, right, center], rate, taps, delay);
        FilterSet playback = FilterBuilder.Build("playback", [virtualLeft, virtualRight, loud], rate, taps, delay);
        return new SpatialModel(device, rate, left, right, center, source, cancellation, playback, [virtualLeft, virtualRight, loud]);
    }

    /// <summary>The headphone form: the virtual sources straight to the ears, driver 0 the left and driver 1 the right one.</summary>
    public FilterSet HeadphoneFilters()
    {
        int taps = Cancellation.TapCount;
        double[] hz = FrequencyGrid.Bins(SampleRate, 2 * (Left.FrequenciesHz.Length - 1));
        DriverWeights left = new(2, hz);
        DriverWeights right = new(2, hz);
        DriverWeights center = new(2, hz);
        double loud = Virtual.CenterGain;
        for (int i = 0; i < hz.Length; i++)
        {
            left.Edit(0)[i] = Virtual.Near(hz[i]);
            left.Edit(1)[i] = Virtual.Far(hz[i]);
            right.Edit(0)[i] = Virtual.Far(hz[i]);
            right.Edit(1)[i] = Virtual.Near(hz[i]);
            center.Edit(0)[i] = loud;
            center.Edit(1)[i] = loud;
        }

        return FilterBuilder.Build("headphones", [left, right, center], SampleRate, taps, Cancellation.DelaySamples);
    }
}
