// Absorption of sound in air.
// Source: ISO 9613-1:1993, eq. 3-5 and B.3: classical losses and the relaxation of oxygen and nitrogen.
// Applied to an impulse response as a filter that varies with time: whatever arrives t seconds after emission has travelled
// c t metres, so one attenuation per frame serves all paths in it. Cost: one transform pair per 128 samples.
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Rooms;

/// <summary>How strongly air absorbs sound at each frequency. Immutable.</summary>
public sealed class AirAbsorption
{
    private const int FrameLength = 256;
    private const double StandardPressureKPa = 101.325;
    private const double StandardTemperatureK = 293.15;

    private readonly double _pressureRatio;
    private readonly double _temperatureK;
    private readonly double _oxygenRelaxationHz;
    private readonly double _nitrogenRelaxationHz;

    /// <summary>Describes the air.</summary>
    /// <param name="temperatureC">Degrees Celsius, -20..50 (range of the standard).</param>
    /// <param name="relativeHumidityPercent">Relative humidity in per cent, 10..100 (range of the standard).</param>
    /// <param name="pressureKPa">Pressure in kPa, above 0 and below 200 (range of the standard).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AirAbsorption(double temperatureC = 20, double relativeHumidityPercent = 50, double pressureKPa = StandardPressureKPa)
    {
        Require(temperatureC is >= -20 and <= 50, temperatureC, nameof(temperatureC), "-20..50");
        Require(relativeHumidityPercent is >= 10 and <= 100, relativeHumidityPercent, nameof(relativeHumidityPercent), "10..100");
        Require(pressureKPa is > 0 and < 200, pressureKPa, nameof(pressureKPa), "above 0 and below 200");
        _temperatureK = temperatureC + 273.15;
        _pressureRatio = pressureKPa / StandardPressureKPa;
        // 1. Molar concentration of water vapour in per cent (eq. B.1-B.3; 273.16 K is the triple point of water).
        double saturation = Math.Pow(10, 4.6151 - (6.8346 * Math.Pow(273.16 / _temperatureK, 1.261)));
        double water = relativeHumidityPercent * saturation / _pressureRatio;
        // 2. Relaxation frequencies (eq. 3 and 4).
        double temperatureRatio = _temperatureK / StandardTemperatureK;
        _oxygenRelaxationHz = _pressureRatio * (24 + (4.04e4 * water * (0.02 + water) / (0.391 + water)));
        _nitrogenRelaxationHz = _pressureRatio / Math.Sqrt(temperatureRatio)
            * (9 + (280 * water * Math.Exp(-4.170 * (Math.Pow(temperatureRatio, -1.0 / 3) - 1))));
    }

    /// <summary>Attenuation of a pure tone.</summary>
    /// <param name="frequencyHz">Hertz, 0 or more.</param>
    /// <returns>Decibels per metre.</returns>
    public double AttenuationDbPerM(double frequencyHz)
    {
        double temperatureRatio = _temperatureK / StandardTemperatureK;
        double squared = frequencyHz * frequencyHz;
        double classical = 1.84e-11 / _pressureRatio * Math.Sqrt(temperatureRatio);
        double oxygen = 0.01275 * Math.Exp(-2239.1 / _temperatureK) / (_oxygenRelaxationHz + (squared / _oxygenRelaxationHz));
        double nitrogen = 0.1068 * Math.Exp(-3352.0 / _temperatureK) / (_nitrogenRelaxationHz + (squared / _nitrogenRelaxationHz));
        return 8.686 * squared * (classical + (Math.Pow(temperatureRatio, -2.5) * (oxygen + nitrogen)));
    }

    /// <summary>Filters an impulse response whose sample 0 is the time of emission.</summary>
    internal void Apply(Span<float> response, int sampleRate, double speedOfSound)
    {
        var fft = new RealFft(FrameLength);
        var frame = new float[FrameLength];
        var real = new float[fft.BinCount];
        var imaginary = new float[fft.BinCount];
        var attenuation = new double[fft.BinCount]; // nepers per sample of travel
        for (int k = 0; k < attenuation.Length; k++)
        {
            double db = AttenuationDbPerM((double)k * sampleRate / FrameLength);
            attenuation[k] = db * Math.Log(10) / 20 * speedOfSound / sampleRate;
        }

        // Periodic Hann windows at half overlap add to one; the gains are real, so nothing moves in time.
        float[] source = response.ToArray();
        response.Clear();
        const int hop = FrameLength / 2;
        for (int start = -hop; start < source.Length; start += hop)
        {
            for (int n = 0; n < FrameLength; n++)
            {
                int at = start + n;
                double window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / FrameLength));
                frame[n] = at >= 0 && at < source.Length ? (float)(source[at] * window) : 0;
            }

            fft.Forward(frame, real, imaginary);
            int travelled = Math.Max(0, start + hop);
            for (int k = 0; k < attenuation.Length; k++)
            {
                float gain = (float)Math.Exp(-attenuation[k] * travelled);
                real[k] *= gain;
                imaginary[k] *= gain;
            }

            fft.Inverse(real, imaginary, frame);
            int first = Math.Max(0, -start);
            int last = Math.Min(FrameLength, source.Length - start);
            for (int n = first; n < last; n++)
            {
                response[start + n] += frame[n];
            }
        }
    }

    private static void Require(bool holds, double value, string name, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"expected {range}");
        }
    }
}
