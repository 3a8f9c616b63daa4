// RACE, recursive ambiophonic crosstalk elimination, the common alternative: each driver plays its channel minus the other driver's signal,
// attenuated and delayed. Source: Glasgal, AES 123rd convention (2007), and Miller's band limits, about 250 Hz to 5 kHz:
// y_L = x_L - a y_R, y_R = x_R - a y_L, a = g e^(-jwd) within the band, so a source on the left gives 1 / (1 - a^2) and -a / (1 - a^2).
using System.Numerics;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Scoring;

/// <summary>The baseline that designs are compared with: the outermost two drivers, one gain, one delay, no model of the head.</summary>
public sealed class RaceFeed : IDriverFeed
{
    private const double LowHz = 250;
    private const double HighHz = 5000;
    private readonly int _left;
    private readonly int _right;
    private readonly double _gain;
    private readonly double _delaySeconds;

    /// <summary>Creates the baseline.</summary>
    /// <param name="driverCount">Drivers of the device.</param>
    /// <param name="left">The driver that plays the left channel.</param>
    /// <param name="right">The driver that plays the right channel.</param>
    /// <param name="delaySeconds">Delay of the crossfeed, 0 or more.</param>
    /// <param name="gainDb">Gain of the crossfeed, -20 .. -0.1 dB; published settings are -2 to -3 dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public RaceFeed(int driverCount, int left, int right, double delaySeconds, double gainDb = -2.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(driverCount, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(delaySeconds);
        if (!(gainDb is >= -20 and <= -0.1))
        {
            throw new ArgumentOutOfRangeException(nameof(gainDb), gainDb, "expected -20..-0.1 dB");
        }

        DriverCount = driverCount;
        _left = left;
        _right = right;
        _gain = Math.Pow(10, gainDb / 20);
        _delaySeconds = delaySeconds;
    }

    /// <inheritdoc/>
    public string Name => "RACE";

    /// <inheritdoc/>
    public int DriverCount { get; }

    /// <inheritdoc/>
    public Complex Response(ProgrammeChannel channel, int driver, double hz)
    {
        bool isOuter = driver == _left || driver == _right;
        if (!isOuter)
        {
            return Complex.Zero;
        }

        if (channel == ProgrammeChannel.Center)
        {
            return 0.5;
        }

        Complex a = Band(hz) * _gain * Complex.FromPolarCoordinates(1, -2 * Math.PI * hz * _delaySeconds);
        int own = channel == ProgrammeChannel.Left ? _left : _right;
        return (driver == own ? Complex.One : -a) / (1 - (a * a));
    }

    // Fades over half an octave outside each edge, without phase: the kindest band limit there is.
    private static double Band(double hz)
    {
        static double Rise(double octaves) => Math.Clamp(1 + (2 * octaves), 0, 1);
        return hz <= 0 ? 0 : Rise(Math.Log2(hz / LowHz)) * Rise(Math.Log2(HighHz / hz));
    }
}
