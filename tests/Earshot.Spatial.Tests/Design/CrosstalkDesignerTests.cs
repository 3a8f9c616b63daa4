using System.Numerics;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests.Design;

public sealed class CrosstalkDesignerTests
{
    private static readonly double[] Hz = FrequencyGrid.Bins(48000, 1024);

    [Fact]
    public void Without_a_cap_two_drivers_in_free_field_get_the_inverse_of_their_plant()
    {
        // The closed form of a 2 x 2 plant (Choueiri 2008, equation 5): [LL RL; LR RR]^-1 [d; 0].
        SpeakerDevice bar = KnownSpeakers.Bar("b", 2, 0.3, 0);
        EarPlant plant = EarPlant.Compute(bar.Drivers, bar.Body, new FreeFieldHead(), HeadPose.InFront(2), Hz);
        Complex[] reference = [.. Hz.Select(hz => Complex.FromPolarCoordinates(0.5, -Sound.WaveNumber(hz) * 2))];
        var options = new CrosstalkOptions { EffortCap = DecibelCurve.Flat(40), Target = DecibelCurve.Flat(80) };
        DriverWeights weights = CrosstalkDesigner.Design(Ear.Left, [(plant, 1)], reference, bar.Drivers, options);
        int i = Array.FindIndex(Hz, hz => hz > 1000);
        Complex a = plant.Path(Ear.Left, 0)[i];
        Complex b = plant.Path(Ear.Left, 1)[i];
        Complex c = plant.Path(Ear.Right, 0)[i];
        Complex d = plant.Path(Ear.Right, 1)[i];
        Complex determinant = (a * d) - (b * c);
        Assert.True((weights.Of(0)[i] - (reference[i] * d / determinant)).Magnitude < 1e-3 * weights.Of(0)[i].Magnitude);
        Assert.True((weights.Of(1)[i] + (reference[i] * c / determinant)).Magnitude < 1e-3 * weights.Of(1)[i].Magnitude);
    }

    [Theory]
    [InlineData("bar-16")]
    [InlineData("bar-30")]
    public void The_near_ear_gets_what_was_asked_for_and_the_cap_is_kept(string name)
    {
        SpeakerDevice device = KnownSpeakers.Find(name)!;
        SpatialModel model = SpatialModel.Design(device);
        double[] hz = model.Left.FrequenciesHz.ToArray();
        EarPlant plant = EarPlant.Compute(device.Drivers, device.Body, new SphericalHead(), HeadPose.InFront(2), hz);
        var left = new Complex[hz.Length];
        var right = new Complex[hz.Length];
        new SphericalHead().Respond(HeadPose.InFront(2).ToHead(default), hz, left, right);
        for (int i = 0; i < hz.Length; i++)
        {
            Complex heard = Complex.Zero;
            for (int n = 0; n < model.Left.DriverCount; n++)
            {
                heard += model.Left.Of(n)[i] * plant.Path(Ear.Left, n)[i];
            }

            Assert.True((heard - left[i]).Magnitude < 1e-6 * left[i].Magnitude, $"{hz[i]} Hz: {heard} for {left[i]}");
            Assert.True(model.Left.EffortDb(i) <= 12.01, $"{hz[i]} Hz: {model.Left.EffortDb(i)} dB");
        }
    }

    [Fact]
    public void A_target_that_is_reached_costs_no_more()
    {
        SpeakerDevice bar = KnownSpeakers.Bar("b", 2, 0.3, 0);
        SpatialModel modest = SpatialModel.Design(new SpeakerDevice
        {
            Name = "b",
            Drivers = bar.Drivers,
            Listener = bar.Listener,
            Crosstalk = new CrosstalkOptions { Target = DecibelCurve.Flat(12) },
        });
        SpatialModel full = SpatialModel.Design(bar);
        int i = Array.FindIndex(modest.Left.FrequenciesHz.ToArray(), hz => hz > 600);
        Assert.True(modest.Left.EffortDb(i) < full.Left.EffortDb(i) - 1, $"{modest.Left.EffortDb(i)} dB for {full.Left.EffortDb(i)} dB");
    }
}
