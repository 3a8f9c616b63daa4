using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>The paths from every driver to both ears of a head at one place, over frequency.</summary>
/// <remarks>
/// A driver's path is that of a point source at its place to the ear, times how the body changes the driver's sound towards that ear: the
/// body's shadow is taken at the free-air place of each ear, which is right as long as head and body are small against their distance.
/// </remarks>
public sealed class EarPlant
{
    private readonly Complex[] _left; // [driver][frequency]
    private readonly Complex[] _right; // [driver][frequency]
    private readonly double[] _hz;

    private EarPlant(int drivers, double[] frequenciesHz)
    {
        DriverCount = drivers;
        _hz = frequenciesHz;
        _left = new Complex[drivers * _hz.Length];
        _right = new Complex[drivers * _hz.Length];
    }

    /// <summary>Drivers.</summary>
    public int DriverCount { get; }

    /// <summary>The frequencies in Hz.</summary>
    public ReadOnlySpan<double> FrequenciesHz => _hz;

    /// <summary>A driver's response at an ear.</summary>
    /// <param name="ear">The ear.</param>
    /// <param name="driver">The driver, from 0.</param>
    /// <returns>One value a frequency, relative to a source's pressure at one metre.</returns>
    public ReadOnlySpan<Complex> Path(Ear ear, int driver) =>
        (ear == Ear.Left ? _left : _right).AsSpan(driver * _hz.Length, _hz.Length);

    /// <summary>Computes the paths.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="body">What carries them.</param>
    /// <param name="head">Whose ears.</param>
    /// <param name="pose">Where the head is.</param>
    /// <param name="frequenciesHz">Frequencies in Hz, 0 or more.</param>
    /// <exception cref="ArgumentException">A driver is inside the head, or the head inside the body.</exception>
    public static EarPlant Compute(IReadOnlyList<Driver> drivers, IBody body, IHead head, HeadPose pose, double[] frequenciesHz)
    {
        ArgumentNullException.ThrowIfNull(drivers);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(frequenciesHz);
        var plant = new EarPlant(drivers.Count, frequenciesHz);
        Vector3D leftEar = pose.ToDevice(new Vector3D(0, SphericalHead.DefaultRadiusM, 0));
        Vector3D rightEar = pose.ToDevice(new Vector3D(0, -SphericalHead.DefaultRadiusM, 0));
        var gains = new Complex[frequenciesHz.Length];
        for (int n = 0; n < drivers.Count; n++)
        {
            Span<Complex> left = plant._left.AsSpan(n * frequenciesHz.Length, frequenciesHz.Length);
            Span<Complex> right = plant._right.AsSpan(n * frequenciesHz.Length, frequenciesHz.Length);
            head.Respond(pose.ToHead(drivers[n].Position), frequenciesHz, left, right);
            Apply(drivers[n], body, leftEar, frequenciesHz, gains, left);
            Apply(drivers[n], body, rightEar, frequenciesHz, gains, right);
        }

        return plant;
    }

    private static void Apply(Driver driver, IBody body, Vector3D ear, double[] hz, Complex[] gains, Span<Complex> path)
    {
        if (body is not FreeBody)
        {
            body.Scatter(driver.Position, ear, hz, gains);
        }
        else
        {
            gains.AsSpan().Fill(Complex.One);
        }

        for (int i = 0; i < hz.Length; i++)
        {
            path[i] *= gains[i] * driver.Gain(ear, hz[i]);
        }
    }
}
