using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>One driver of a device. Immutable.</summary>
public sealed class Driver
{
    /// <summary>What the driver is called, unique in its device.</summary>
    public required string Id { get; init; }

    /// <summary>Where its centre is, in metres: x out of the device's front, y to the right as the listener sees it, z upwards.</summary>
    public required Vector3D Position { get; init; }

    /// <summary>Where it points, of any length above 0. Default: forward. It matters only with a <see cref="DiameterM"/>.</summary>
    public Vector3D Axis { get; init; } = new(1, 0, 0);

    /// <summary>Diameter of its piston in metres, which narrows high frequencies. Default: 0, a point. Range: 0 .. 0.5.</summary>
    public double DiameterM { get; init; }

    /// <summary>Lowest frequency that it may be asked for, in Hz. Default: 0.</summary>
    public double LowHz { get; init; }

    /// <summary>Highest frequency that it may be asked for, in Hz. Default: no limit.</summary>
    public double HighHz { get; init; } = double.PositiveInfinity;

    /// <summary>Sensitivity against the other drivers in dB. Default: 0. Range: -40 .. 40.</summary>
    public double SensitivityDb { get; init; }

    /// <summary>How much of the effort it may take, in dB over the others; low values spare a weak driver. Default: null, 0 dB everywhere.</summary>
    public DecibelCurve? Allowance { get; init; }

    /// <summary>Measured response against an ideal driver, magnitude and phase. Default: null, ideal.</summary>
    public MeasuredResponse? Response { get; init; }

    /// <summary>Its sound towards a point, relative to an ideal point source at the same place.</summary>
    /// <param name="point">Where the sound is taken, in the frame of the device.</param>
    /// <param name="hz">Frequency in Hz.</param>
    internal Complex Gain(Vector3D point, double hz)
    {
        Complex gain = Math.Pow(10, SensitivityDb / 20);
        if (Response is { } response)
        {
            gain *= response.At(hz);
        }

        if (DiameterM > 0)
        {
            Vector3D direction = point - Position;
            double cosine = Math.Clamp(direction.Dot(Axis) / (direction.Length * Axis.Length), -1, 1);
            double x = Sound.WaveNumber(hz) * DiameterM / 2 * Math.Sqrt(1 - (cosine * cosine));
            // A piston in a baffle, Rayleigh: 2 J_1(x) / x; behind the baffle the sound of the edge is as strong as at the side.
            gain *= x < 1e-4 ? 1 : 2 * MathNet.Numerics.SpecialFunctions.BesselJ(1, x) / x;
        }

        return gain;
    }

    /// <summary>How much of the effort the driver may take, as an amplitude.</summary>
    /// <param name="hz">Frequency in Hz.</param>
    internal double Share(double hz)
    {
        // Outside its band the share falls by 24 dB an octave, down to -60 dB.
        double beyond = Math.Max(0, hz > 0 && HighHz > 0 ? Math.Log2(hz / HighHz) : 0) + Math.Max(0, LowHz > 0 ? Math.Log2(LowHz / Math.Max(hz, 1)) : 0);
        double db = (Allowance?.At(hz) ?? 0) - Math.Min(60, 24 * beyond);
        return Math.Pow(10, db / 20);
    }
}
