using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;
using MathNet.Numerics;

namespace Earshot.Spatial.Tests.Plants;

public sealed class CylinderScatteringTests
{
    [Theory]
    [InlineData(0.3, 0.5)]
    [InlineData(2, 2.8)]
    [InlineData(9, 1)]
    [InlineData(25, 0)]
    public void The_recurrences_give_the_plain_series(double x, double angle)
    {
        var series = new CylinderScattering();
        series.Prepare(x);
        Complex sum = Complex.Zero;
        Complex turn = -Complex.ImaginaryOne;
        for (int m = 0; m < x + 25; m++)
        {
            Complex before = new(m == 0 ? -SpecialFunctions.BesselJ(1, x) : SpecialFunctions.BesselJ(m - 1, x), m == 0 ? SpecialFunctions.BesselY(1, x) : -SpecialFunctions.BesselY(m - 1, x));
            Complex here = new(SpecialFunctions.BesselJ(m, x), -SpecialFunctions.BesselY(m, x));
            sum += (m == 0 ? 1 : 2) * turn * Math.Cos(m * angle) / (before - (m / x * here));
            turn *= Complex.ImaginaryOne;
        }

        Complex plain = sum * 2 / (Math.PI * x);
        Assert.True((series.At(angle) - plain).Magnitude < 1e-7, $"{series.At(angle)} for {plain}");
    }

    [Fact]
    public void Slow_waves_do_not_see_the_cylinder_and_fast_ones_double()
    {
        var series = new CylinderScattering();
        series.Prepare(0.001);
        Assert.True((series.At(1) - Complex.One).Magnitude < 0.003, $"{series.At(1)}");
        series.Prepare(40);
        Assert.Equal(2, series.At(0).Magnitude, 0.02);
        Assert.True(series.At(Math.PI * 0.8).Magnitude < 0.3, "the far side lies in the shadow");
    }

    [Fact]
    public void The_phase_of_a_tall_body_is_that_of_its_driver()
    {
        // At the front the body only doubles: no phase against the driver itself.
        var gain = new Complex[1];
        new CylindricalBody(0.1, 0.3).Scatter(new Vector3D(0.1, 0, 0.05), new Vector3D(10, 0, 0.05), [8000], gain);
        Assert.Equal(2, gain[0].Magnitude, 0.05);
        Assert.Equal(0, gain[0].Phase, 0.05);
    }
}
