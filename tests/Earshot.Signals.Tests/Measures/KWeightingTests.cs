using System.Numerics;
using Earshot.Signals.Measures;

namespace Earshot.Signals.Tests.Measures;

public sealed class KWeightingTests
{
    [Fact]
    public void At_48_kHz_the_coefficients_are_those_of_the_recommendation()
    {
        Assert.Equal([1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585], KWeighting.Shelf(48000));
        Assert.Equal([1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621], KWeighting.HighPass(48000));
    }

    // The derivation of De Man (2014): the same filters as closed formulae of corner frequency, gain and Q.
    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(44100)]
    [InlineData(96000)]
    [InlineData(192000)]
    public void Shelf_at_other_rates_equals_the_closed_form(int sampleRate)
    {
        const double CornerHz = 1681.974450955533;
        const double Q = 0.7071752369554196;
        double k = Math.Tan(Math.PI * CornerHz / sampleRate);
        double vh = Math.Pow(10, 3.999843853973347 / 20);
        double vb = Math.Pow(vh, 0.4996667741545416);
        double a0 = 1 + (k / Q) + (k * k);
        double[] expected =
        [
            (vh + (vb * k / Q) + (k * k)) / a0,
            2 * ((k * k) - vh) / a0,
            (vh - (vb * k / Q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / Q) + (k * k)) / a0,
        ];
        double[] actual = KWeighting.Shelf(sampleRate);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-8);
        }
    }

    // What the whole meter relies on: the same tone reads the same at every rate. The bilinear transform bends the shelf's slope at
    // low rates; the tolerances are 1.2 times the largest difference, which lies near 2.6 kHz.
    [Theory]
    [InlineData(8000, 3500, 0.35)]
    [InlineData(16000, 7000, 0.08)]
    [InlineData(22050, 10000, 0.04)]
    [InlineData(44100, 20000, 0.002)]
    [InlineData(96000, 20000, 0.008)]
    [InlineData(192000, 20000, 0.01)]
    public void The_response_at_other_rates_stays_that_of_48_kHz(int sampleRate, double upToHz, double toleranceDb)
    {
        for (double hz = 20; hz <= upToHz; hz *= 1.05)
        {
            Assert.Equal(ResponseDb(48000, hz), ResponseDb(sampleRate, hz), toleranceDb);
        }
    }

    private static double ResponseDb(int sampleRate, double hz) =>
        20 * Math.Log10(Magnitude(KWeighting.Shelf(sampleRate), hz / sampleRate) * Magnitude(KWeighting.HighPass(sampleRate), hz / sampleRate));

    private static double Magnitude(double[] c, double cyclesPerSample)
    {
        var z = Complex.FromPolarCoordinates(1, -2 * Math.PI * cyclesPerSample);
        return Complex.Abs((c[0] + (c[1] * z) + (c[2] * z * z)) / (1 + (c[3] * z) + (c[4] * z * z)));
    }
}
