using System.Numerics;
using Earshot.Signals.Channels;
using Earshot.Signals.Measures;

namespace Earshot.Signals.Tests.Channels;

public sealed class LoudspeakerTests
{
    // Complex amplitude of one harmonic of a steady tone, over whole periods after the start has settled.
    private static Complex Harmonic(Loudspeaker loudspeaker, double frequencyHz, double amplitude, int harmonic)
    {
        int rate = loudspeaker.SampleRate;
        var x = new float[rate];
        for (int n = 0; n < rate; n++)
        {
            x[n] = (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * n / rate));
        }

        loudspeaker.Apply(x);
        Complex sum = 0;
        for (int n = rate / 2; n < rate; n++)
        {
            sum += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * harmonic * frequencyHz * n / rate);
        }

        return sum / (rate / 4.0);
    }

    private static double GainDb(int rate, double frequencyHz) =>
        Decibels.FromAmplitude(Complex.Abs(Harmonic(new Loudspeaker(rate), frequencyHz, 0.001, 1)) / 0.001);

    [Fact]
    public void Band_ends_where_it_should()
    {
        Assert.Equal(-3.01, GainDb(48000, 150), 0.05);
        Assert.Equal(-3.01, GainDb(48000, 15000), 0.05);
        Assert.Equal(0, GainDb(48000, 1500), 0.05);
        // A second-order edge falls by 12 dB an octave.
        Assert.Equal(-12.3, GainDb(48000, 75), 0.2);
    }

    [Fact]
    public void Rate_is_the_limit_where_it_is_lower() => Assert.Equal(0, GainDb(16000, 7000), 0.05);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Third_harmonic_grows_with_the_square(double amplitude)
    {
        var options = new LoudspeakerOptions { LowCutHz = 0, HighCutHz = 100_000, ClipDbfs = 0 };
        double third = Complex.Abs(Harmonic(new Loudspeaker(48000, options), 1000, amplitude, 3));
        double first = Complex.Abs(Harmonic(new Loudspeaker(48000, options), 1000, amplitude, 1));
        // x - x^3 / 2 to third order; the fifth order takes a few per cent off at 0.3.
        Assert.Equal(1, third / first / (amplitude * amplitude / 8), 0.08);
    }

    [Fact]
    public void Driver_never_passes_its_limit_and_may_be_linear()
    {
        float[] x = [10, -1000, 0.5f, float.PositiveInfinity];
        var options = new LoudspeakerOptions { LowCutHz = 0, HighCutHz = 100_000, ClipDbfs = 0 };
        new Loudspeaker(48000, options).Apply(x);
        Assert.All(x, sample => Assert.InRange(sample, -1, 1));
        Assert.Equal(0, x[3]);

        float[] y = [10, -1000, 0.5f];
        new Loudspeaker(48000, new LoudspeakerOptions { LowCutHz = 0, HighCutHz = 100_000, ClipDbfs = double.PositiveInfinity }).Apply(y);
        Assert.Equal([10, -1000, 0.5f], y);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var bad = new LoudspeakerOptions { LowCutHz = 4, HighCutHz = double.NaN, ClipDbfs = 100 };
        string message = Assert.Throws<ArgumentException>(() => new Loudspeaker(16000, bad)).Message;
        Assert.Contains("LowCutHz is 4", message, StringComparison.Ordinal);
        Assert.Contains("HighCutHz is NaN", message, StringComparison.Ordinal);
        Assert.Contains("ClipDbfs is 100", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Loudspeaker(1000, new LoudspeakerOptions { LowCutHz = 460 }));
    }
}
