using System.Numerics;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial;

/// <summary>How well the cancelled sides and the centre's beam are in phase where the listener is.</summary>
/// <param name="DelaySamples">By how many samples the centre comes later at the nominal head, from the phases around 1 kHz; negative for earlier.</param>
/// <param name="RippleDb">Highest less lowest level that a mono signal, half through the sides and half through the centre, has against the sum of
/// both levels, 200 Hz to 8 kHz.</param>
public sealed record PathAlignment(double DelaySamples, double RippleDb)
{
    /// <summary>Measures a model's filters on the head that they were designed for.</summary>
    /// <param name="model">The model.</param>
    public static PathAlignment Of(SpatialModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        double[] hz = FrequencyGrid.Logarithmic(200, 8000);
        var head = new SphericalHead(model.Device.Listener.HeadRadiusM, model.Device.Listener.EarAngleDeg);
        EarPlant plant = EarPlant.Compute(model.Device.Drivers, model.Device.Body, head, model.Device.Cloud()[0].Pose, hz);
        double delay = 0;
        int count = 0;
        double highest = double.NegativeInfinity;
        double lowest = double.PositiveInfinity;
        for (int i = 0; i < hz.Length; i++)
        {
            Complex side = Complex.Zero;
            Complex center = Complex.Zero;
            for (int n = 0; n < plant.DriverCount; n++)
            {
                Complex path = plant.Path(Ear.Left, n)[i];
                side += path * model.Cancellation.Response(ProgrammeChannel.Left, n, hz[i]);
                center += path * model.Cancellation.Response(ProgrammeChannel.Center, n, hz[i]);
            }

            double level = 20 * Math.Log10((side + center).Magnitude / (side.Magnitude + center.Magnitude));
            highest = Math.Max(highest, level);
            lowest = Math.Min(lowest, level);
            if (hz[i] is >= 700 and <= 1400)
            {
                delay += (side / center).Phase / (2 * Math.PI * hz[i]) * model.SampleRate;
                count++;
            }
        }

        return new PathAlignment(delay / count, highest - lowest);
    }
}
