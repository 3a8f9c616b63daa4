using Earshot.Signals.Windows;

namespace Earshot.Signals.Tests.Windows;

public sealed class WindowTests
{
    // Every factory, by name, with the equivalent noise bandwidth in bins that the literature gives: Harris 1978, table 1;
    // Heinzel et al. 2002 for the flat top; for the last two the integrals of their closed forms.
    public static TheoryData<string, double> NoiseBandwidths => new()
    {
        { "Rectangular", 1.0 },
        { "Triangular", 4.0 / 3 },
        { "Hann", 1.5 },
        { "RootHann", Math.PI * Math.PI / 8 },
        { "Hamming", 1.3628 },
        { "Blackman", 1.7268 },
        { "BlackmanHarris", 2.0044 },
        { "FlatTop", 3.7702 },
        { "Sine", Math.PI * Math.PI / 8 },
    };

    [Theory]
    [MemberData(nameof(NoiseBandwidths))]
    public void Noise_bandwidth_is_the_published_one(string name, double expected)
    {
        // Periodic cosine sums reach the limit at once; the triangle's error falls with 1/N^2.
        Assert.Equal(expected, Window.EquivalentNoiseBandwidth(Make(name, 4096, WindowSymmetry.Periodic)), 1e-4);
    }

    [Theory]
    [InlineData("Triangular")]
    [InlineData("Hann")]
    [InlineData("RootHann")]
    [InlineData("Hamming")]
    [InlineData("Blackman")]
    [InlineData("BlackmanHarris")]
    [InlineData("FlatTop")]
    [InlineData("Kaiser")]
    [InlineData("Tukey")]
    public void Periodic_window_is_the_longer_symmetric_one_without_its_last_point(string name)
    {
        float[] periodic = Make(name, 96, WindowSymmetry.Periodic);
        float[] symmetric = Make(name, 97, WindowSymmetry.Symmetric);
        for (int n = 0; n < 97; n++)
        {
            Assert.Equal(symmetric[n], symmetric[96 - n], 1e-7f);
            Assert.Equal(symmetric[n], periodic[n % 96], 1e-7f);
        }

        Assert.Equal(1f, symmetric[48], 1e-7f);
    }

    [Theory]
    [InlineData("Hann", 1, 2)]
    [InlineData("Hann", 1, 4)]
    [InlineData("RootHann", 2, 2)]
    [InlineData("Sine", 2, 2)]
    [InlineData("Vorbis", 2, 2)]
    public void Overlapping_copies_add_up_to_a_constant(string name, int power, int overlap)
    {
        const int Length = 480;
        float[] window = Make(name, Length, WindowSymmetry.Periodic);
        int hop = Length / overlap;
        for (int n = 0; n < hop; n++)
        {
            double sum = 0;
            for (int m = n; m < Length; m += hop)
            {
                sum += Math.Pow(window[m], power);
            }

            Assert.Equal(overlap / 2.0, sum, 1e-6);
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void Kaiser_low_pass_reaches_the_attenuation_that_its_beta_was_made_for(double attenuationDb)
    {
        // A windowed sinc of 501 points cut at a quarter of the rate; transition width after Kaiser: (A - 7.95) / (2.285 (M)).
        const int Order = 500;
        float[] window = Window.Kaiser(Order + 1, Window.KaiserBeta(attenuationDb), WindowSymmetry.Symmetric);
        double transition = (attenuationDb - 7.95) / (2.285 * Order);
        double worst = 0;
        for (double w = (Math.PI / 2) + (transition / 2); w < Math.PI; w += 0.003)
        {
            double response = 0;
            for (int n = 0; n <= Order; n++)
            {
                double t = n - (Order / 2);
                double tap = t == 0 ? 0.5 : Math.Sin(Math.PI * t / 2) / (Math.PI * t);
                response += tap * window[n] * Math.Cos(w * t);
            }

            worst = Math.Max(worst, Math.Abs(response));
        }

        // Kaiser's fit is good to about 1 dB.
        Assert.InRange(-20 * Math.Log10(worst), attenuationDb - 1, attenuationDb + 3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.2660658777520084)]
    [InlineData(10, 2815.716628466254)]
    public void Bessel_function_has_its_tabulated_values(double x, double expected) =>
        Assert.Equal(1, Window.BesselI0(x) / expected, 1e-14);

    [Fact]
    public void One_point_is_one_and_zero_points_are_refused()
    {
        Assert.Equal([1f], Window.Hann(1, WindowSymmetry.Symmetric));
        Assert.Equal([1f], Window.Kaiser(1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Hann(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Sine(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Kaiser(8, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Tukey(8, 1.5));
    }

    private static float[] Make(string name, int length, WindowSymmetry symmetry) => name switch
    {
        "Rectangular" => Window.Rectangular(length),
        "Triangular" => Window.Triangular(length, symmetry),
        "Hann" => Window.Hann(length, symmetry),
        "RootHann" => Window.RootHann(length, symmetry),
        "Hamming" => Window.Hamming(length, symmetry),
        "Blackman" => Window.Blackman(length, symmetry),
        "BlackmanHarris" => Window.BlackmanHarris(length, symmetry),
        "FlatTop" => Window.FlatTop(length, symmetry),
        "Kaiser" => Window.Kaiser(length, 8.6, symmetry),
        "Tukey" => Window.Tukey(length, 0.5, symmetry),
        "Sine" => Window.Sine(length),
        "Vorbis" => Window.Vorbis(length),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such window"),
    };
}
