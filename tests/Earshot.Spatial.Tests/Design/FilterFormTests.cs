using System.Numerics;
using Earshot.Signals.Filters;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests.Design;

public sealed class FilterFormTests
{
    private static readonly Lazy<SpatialModel> Model = new(() => SpatialModel.Design(KnownSpeakers.Bar30));

    [Fact]
    public void Finite_filters_are_their_weights_behind_the_delay()
    {
        SpatialModel model = Model.Value;
        double[] hz = model.Left.FrequenciesHz.ToArray();
        double error = 0;
        double energy = 0;
        for (int i = 0; i < hz.Length; i++)
        {
            if (hz[i] is < 300 or > 12000)
            {
                continue;
            }

            for (int n = 0; n < 4; n++)
            {
                Complex response = model.Cancellation.Response(ProgrammeChannel.Left, n, hz[i])
                    * Complex.FromPolarCoordinates(1, 2 * Math.PI * hz[i] / 48000 * model.Cancellation.DelaySamples);
                error += Math.Pow((response - model.Left.Of(n)[i]).Magnitude, 2);
                energy += Math.Pow(model.Left.Of(n)[i].Magnitude, 2);
            }
        }

        // What 512 taps of 2048 leave out.
        Assert.True(10 * Math.Log10(error / energy) < -30, $"{10 * Math.Log10(error / energy)} dB");
    }

    [Fact]
    public void The_relative_form_plays_the_same()
    {
        SpatialModel model = Model.Value;
        RelativeFilters form = RelativeFilters.Of(model.Left, 48000);
        Assert.Equal(1, form.Quotient(form.ReferenceDriver)[form.LeadInSamples]);
        double error = 0;
        double energy = 0;
        for (int i = 0; i < model.Left.FrequenciesHz.Length; i++)
        {
            double hz = model.Left.FrequenciesHz[i];
            if (hz is < 300 or > 12000)
            {
                continue;
            }

            Complex undo = Complex.FromPolarCoordinates(1, 2 * Math.PI * hz / 48000 * (form.EqualizerDelaySamples + form.LeadInSamples));
            for (int n = 0; n < 4; n++)
            {
                error += Math.Pow(((form.Response(n, hz) * undo) - model.Left.Of(n)[i]).Magnitude, 2);
                energy += Math.Pow(model.Left.Of(n)[i].Magnitude, 2);
            }
        }

        Assert.True(10 * Math.Log10(error / energy) < -20, $"{10 * Math.Log10(error / energy)} dB");
    }

    [Fact]
    public void The_null_of_the_relative_form_does_not_depend_on_the_equaliser()
    {
        SpatialModel model = SpatialModel.Design(KnownSpeakers.Bar16);
        RelativeFilters form = RelativeFilters.Of(model.Left, 48000);
        EarPlant plant = EarPlant.Compute(KnownSpeakers.Bar16.Drivers, new FreeBody(), new SphericalHead(), HeadPose.InFront(2), [2000]);
        Complex near = Complex.Zero;
        Complex far = Complex.Zero;
        for (int n = 0; n < 2; n++)
        {
            // Quotients alone: the equaliser is left out, that is, it is flat.
            Complex quotient = FrequencyResponse.Of(form.Quotient(n), 48000, 2000);
            near += quotient * plant.Path(Ear.Left, n)[0];
            far += quotient * plant.Path(Ear.Right, n)[0];
        }

        Assert.True(20 * Math.Log10(near.Magnitude / far.Magnitude) > 25, $"{20 * Math.Log10(near.Magnitude / far.Magnitude)} dB");
    }

    [Fact]
    public void A_virtual_source_follows_the_head_and_keeps_the_tone()
    {
        var source = VirtualSource.Fit(new SphericalHead(), 30);
        Assert.True(source.FitErrorDb < -20, $"{source.FitErrorDb} dB");
        Assert.Equal(1, source.Near(3000).Magnitude, 1e-12);
        double itd = (source.Near(500) / source.Far(500)).Phase / (2 * Math.PI * 500);
        Assert.Equal(395e-6, itd, 20e-6);
        Assert.InRange(source.CenterGain, 1, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => VirtualSource.Fit(new SphericalHead(), 2));
    }

    [Fact]
    public void Sides_and_centre_arrive_in_phase()
    {
        foreach (SpeakerDevice device in KnownSpeakers.All)
        {
            PathAlignment alignment = PathAlignment.Of(SpatialModel.Design(device));
            Assert.True(Math.Abs(alignment.DelaySamples) <= 0.5, $"{device.Name}: {alignment.DelaySamples} samples");
        }
    }
}
