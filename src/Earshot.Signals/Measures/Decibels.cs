namespace Earshot.Signals.Measures;

/// <summary>Conversions between ratios and decibels.</summary>
public static class Decibels
{
    /// <summary>10 log10 of a power ratio; 0 gives negative infinity.</summary>
    /// <param name="power">Power ratio, 0 or more.</param>
    public static double FromPower(double power) => 10 * Math.Log10(power);

    /// <summary>20 log10 of an amplitude ratio; 0 gives negative infinity.</summary>
    /// <param name="amplitude">Amplitude ratio, 0 or more.</param>
    public static double FromAmplitude(double amplitude) => 20 * Math.Log10(amplitude);

    /// <summary>The power ratio of a level difference.</summary>
    /// <param name="decibels">Level difference in dB; negative infinity gives 0.</param>
    public static double ToPower(double decibels) => Math.Pow(10, decibels / 10);

    /// <summary>The amplitude ratio of a level difference.</summary>
    /// <param name="decibels">Level difference in dB; negative infinity gives 0.</param>
    public static double ToAmplitude(double decibels) => Math.Pow(10, decibels / 20);
}
