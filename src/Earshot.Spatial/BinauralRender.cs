using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Convolution;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial;

/// <summary>Driver signals as the ears of a head hear them in free air: to listen to a device on headphones.</summary>
public static class BinauralRender
{
    private const int Points = 2048;
    private const int LeadIn = 64;

    /// <summary>Convolves every driver with its paths to both ears and sums.</summary>
    /// <param name="drivers">One channel a driver.</param>
    /// <param name="device">The device.</param>
    /// <param name="head">Whose ears.</param>
    /// <param name="pose">Where the head is.</param>
    /// <returns>Left and right ear, as long as the input, with the travel time to the head and its spreading loss taken out.</returns>
    /// <exception cref="ArgumentException">There are not as many channels as drivers.</exception>
    public static AudioBuffer ToEars(AudioBuffer drivers, SpeakerDevice device, IHead head, HeadPose pose)
    {
        ArgumentNullException.ThrowIfNull(drivers);
        ArgumentNullException.ThrowIfNull(device);
        if (drivers.ChannelCount != device.Drivers.Count)
        {
            throw new ArgumentException($"{drivers.ChannelCount} channels for {device.Drivers.Count} drivers", nameof(drivers));
        }

        double[] hz = FrequencyGrid.Bins(drivers.SampleRate, Points);
        EarPlant plant = EarPlant.Compute(device.Drivers, device.Body, head, pose, hz);
        double distance = pose.Position.Length;
        double travel = distance / Sound.Speed;
        var ears = new AudioBuffer(drivers.SampleRate, 2, drivers.Length);
        var path = new Complex[hz.Length];
        var taps = new float[Points / 2];
        foreach (Ear ear in (ReadOnlySpan<Ear>)[Ear.Left, Ear.Right])
        {
            for (int n = 0; n < device.Drivers.Count; n++)
            {
                for (int i = 0; i < hz.Length; i++)
                {
                    path[i] = plant.Path(ear, n)[i] * Complex.FromPolarCoordinates(distance, 2 * Math.PI * hz[i] * travel);
                }

                FilterBuilder.Impulse(path, LeadIn, taps);
                float[] heard = FastConvolution.Convolve(drivers.Channel(n), taps);
                System.Numerics.Tensors.TensorPrimitives.Add(ears.Channel((int)ear), heard.AsSpan(LeadIn, drivers.Length), ears.Channel((int)ear));
            }
        }

        return ears;
    }
}
