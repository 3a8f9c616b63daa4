using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests.Plants;

public sealed class SphereScatteringTests
{
    [Theory]
    [InlineData(200, 0.5, 0)]
    [InlineData(1000, 2, 1)]
    [InlineData(5000, 0.3, -0.4)]
    [InlineData(12000, 1.4, 0.7)]
    public void The_quotients_of_orders_give_the_plain_series(double hz, double distance, double cosine)
    {
        const double radius = 0.0875;
        var series = new SphereScattering();
        series.Prepare(radius, distance, Sound.WaveNumber(hz));
        Complex plain = Plain(radius, distance, Sound.WaveNumber(hz), cosine);

        // The plain series loses digits where its functions grow; nine remain.
        Assert.True((series.At(cosine) - plain).Magnitude < 1e-9 * plain.Magnitude, $"{series.At(cosine)} for {plain}");
    }

    [Fact]
    public void Low_frequencies_see_only_that_the_near_side_is_nearer()
    {
        // The static limit: 1 / r (1 + 3/2 a / r cos(angle)), to first order in a / r.
        var series = new SphereScattering();
        series.Prepare(0.0875, 2, Sound.WaveNumber(0));
        Assert.Equal(0.5 * (1 + (1.5 * 0.0875 / 2 * 0.3)), series.At(0.3).Magnitude, 0.001);
    }

    [Fact]
    public void High_frequencies_double_towards_the_source()
    {
        var series = new SphereScattering();
        series.Prepare(0.0875, 50, Sound.WaveNumber(20000));
        double atSurface = 50 - 0.0875;
        Assert.Equal(2, series.At(1).Magnitude * atSurface, 0.02);
        Assert.True(series.At(-0.7).Magnitude * 50 < 0.5, "the far side lies in the shadow");
    }

    [Fact]
    public void The_time_difference_is_that_of_a_sphere_at_low_and_at_high_frequencies()
    {
        // Kuhn (1977): 3 a / c sin(angle) at low frequencies; Woodworth for ears at the sides: a / c (angle + sin(angle)) at high ones.
        var head = new SphericalHead(0.0875, 90);
        double angle = Math.PI / 6;
        var source = new Vector3D(20 * Math.Cos(angle), 20 * Math.Sin(angle), 0);
        Assert.Equal(3 * 0.0875 / Sound.Speed * Math.Sin(angle), Itd(head, source, 40), 5e-6);
        double[] hz = [7900, 8100];
        var left = new Complex[2];
        var right = new Complex[2];
        head.Respond(source, hz, left, right);
        double group = (left[1] / right[1] / (left[0] / right[0])).Phase / (2 * Math.PI * 200);
        Assert.Equal(0.0875 / Sound.Speed * (angle + Math.Sin(angle)), group, 20e-6);
    }

    [Fact]
    public void Left_is_left_and_the_delay_is_positive()
    {
        double[] hz = [400];
        var left = new Complex[1];
        var right = new Complex[1];
        new SphericalHead().Respond(new Vector3D(1, 1, 0), hz, left, right);
        Assert.True(left[0].Magnitude > right[0].Magnitude, "a source on the left is louder on the left");
        Assert.True((left[0] / right[0]).Phase > 0, "and earlier");
    }

    [Fact]
    public void Sources_inside_the_head_are_refused() =>
        Assert.Throws<ArgumentException>(() => new SphericalHead().Respond(new Vector3D(0.05, 0, 0), [100], new Complex[1], new Complex[1]));

    [Fact]
    public void A_driver_on_a_sphere_is_reciprocal_to_a_head()
    {
        // An ear at 100 degrees hears a distant source as a driver at 100 degrees is heard there.
        double[] hz = [1500];
        var left = new Complex[1];
        var right = new Complex[1];
        new SphericalHead().Respond(new Vector3D(40, 0, 0), hz, left, right);
        var gain = new Complex[1];
        Vector3D driver = FieldPlant.Direction(100) * 0.0875;
        new SphericalBody(0.0875).Scatter(driver, new Vector3D(40, 0, 0), hz, gain);
        double path = (new Vector3D(40, 0, 0) - driver).Length;
        Complex heard = gain[0] * Complex.FromPolarCoordinates(1 / path, -Sound.WaveNumber(1500) * path);
        Assert.True((heard - left[0]).Magnitude < 1e-9, $"{heard} for {left[0]}");
    }

    private static double Itd(SphericalHead head, Vector3D source, double hz)
    {
        var left = new Complex[1];
        var right = new Complex[1];
        head.Respond(source, [hz], left, right);
        return (left[0] / right[0]).Phase / (2 * Math.PI * hz);
    }

    // Equation 3 of Duda and Martens as it stands, conjugated, with the functions themselves.
    private static Complex Plain(double radius, double distance, double k, double cosine)
    {
        double mu = k * radius;
        double x = k * distance;
        int orders = (int)mu + 30;
        Complex[] far = Hankel(x, orders + 1);
        Complex[] near = Hankel(mu, orders + 1);
        Complex sum = Complex.Zero;
        double before = 0;
        double legendre = 1;
        for (int m = 0; m < orders; m++)
        {
            Complex derivative = m == 0 ? -near[1] : near[m - 1] - ((m + 1) / mu * near[m]);
            sum += ((2 * m) + 1) * legendre * far[m] / derivative;
            (before, legendre) = (legendre, ((((2 * m) + 1) * cosine * legendre) - (m * before)) / (m + 1));
        }

        return -sum / (mu * radius);
    }

    // Spherical Hankel functions of the second kind, upwards.
    private static Complex[] Hankel(double z, int last)
    {
        var h = new Complex[last + 1];
        Complex wave = Complex.FromPolarCoordinates(1, -z);
        h[0] = Complex.ImaginaryOne * wave / z;
        h[1] = -wave / z * (1 - (Complex.ImaginaryOne / z));
        for (int m = 1; m < last; m++)
        {
            h[m + 1] = (((2 * m) + 1) / z * h[m]) - h[m - 1];
        }

        return h;
    }
}
