using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Tests.Synthesis;

public sealed class SoundKernelTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.9995)]
    public void Damped_sinusoid_equals_the_formula(double decay)
    {
        // 100,003 samples: the remainder of three and the drift of the recursion are both in it.
        var fast = new double[100_003];
        DampedSinusoid.Add(fast, 0.7, 0.31, 1.1, decay);
        for (int n = 0; n < fast.Length; n++)
        {
            double expected = 0.7 * Math.Pow(decay, n) * Math.Sin(1.1 + (0.31 * n));
            // 1e-6 is where the kernel stops; the recursion itself stays within 1e-9.
            Assert.True(Math.Abs(expected - fast[n]) < (fast[n] == 0 ? 1.01e-6 : 1e-9), $"sample {n}");
        }
    }

    [Theory]
    [InlineData(110.0)]
    [InlineData(441.7)]
    [InlineData(987.8)]
    public void A_plucked_string_is_in_tune(double hz)
    {
        const int Rate = 44_100;
        double[] note = PluckedString.Render(Rate, hz, 1, 0.8, new SeededRandom(4));
        // The phase of the first partial against an oscillator at the wanted pitch: its drift over 0.5 s is the error.
        double drift = Phase(note, hz, Rate, 22_050) - Phase(note, hz, Rate, 11_025);
        double errorHz = Math.IEEERemainder(drift, 2 * Math.PI) / (2 * Math.PI * 0.25);
        Assert.InRange(1200 * Math.Log2((hz + errorHz) / hz), -3, 3);
    }

    [Theory]
    [InlineData(-3.01)]
    [InlineData(-9.0)]
    [InlineData(4.0)]
    public void Spectral_tilt_has_its_slope_and_unit_gain_at_1_kHz(double slope)
    {
        foreach (double hz in new double[] { 100, 500, 1000, 4000, 8000 })
        {
            var tilt = new SpectralTilt(48_000, slope);
            double re = 0;
            double im = 0;
            for (int n = 0; n < 48_000; n++)
            {
                double h = tilt.Step(n == 0 ? 1 : 0);
                re += h * Math.Cos(2 * Math.PI * hz * n / 48_000);
                im += h * Math.Sin(2 * Math.PI * hz * n / 48_000);
            }

            double db = 10 * Math.Log10((re * re) + (im * im));
            // First-order skirts bend the line by at most a fifth of the slope (pink noise: 0.6 dB).
            double tolerance = 0.2 * Math.Abs(slope);
            Assert.InRange(db - (slope * Math.Log2(hz / 1000)), -tolerance, tolerance);
        }
    }

    private static double Phase(double[] x, double hz, int rate, int start)
    {
        double re = 0;
        double im = 0;
        for (int n = start; n < start + 8820; n++)
        {
            double window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (n - start) / 8820));
            re += window * x[n] * Math.Cos(2 * Math.PI * hz * n / rate);
            im -= window * x[n] * Math.Sin(2 * Math.PI * hz * n / rate);
        }

        return Math.Atan2(im, re);
    }
}
