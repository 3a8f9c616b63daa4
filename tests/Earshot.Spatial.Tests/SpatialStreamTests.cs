using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests;

public sealed class SpatialStreamTests
{
    private static readonly Lazy<SpatialModel> Bar = new(() => SpatialModel.Design(KnownSpeakers.Bar16));

    [Fact]
    public void At_strength_0_two_drivers_play_the_input_bit_for_bit()
    {
        AudioBuffer input = Noise(3);
        AudioBuffer output = new SpatialStream(Bar.Value, new SpatialOptions { Strength = 0 }).ProcessBuffer(input);
        Assert.True(input.Samples.SequenceEqual(output.Samples));
    }

    [Fact]
    public void Strength_can_change_while_it_plays_and_comes_back_to_the_bit()
    {
        var stream = new SpatialStream(Bar.Value, new SpatialOptions { Strength = 0 });
        AudioBuffer input = Noise(4);
        int frame = stream.FrameLength;
        var output = new float[2 * frame];
        var given = new List<float>();
        for (int i = 0; (i + 1) * frame <= input.Length; i++)
        {
            stream.Strength = i is >= 10 and < 14 ? 1 : 0;
            stream.Process(input.Slice(i * frame, frame).Samples, output);
            given.AddRange(output.AsSpan(0, frame));
        }

        ReadOnlySpan<float> left = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(given);
        int late = 16 * frame;
        Assert.True(left[late..].SequenceEqual(input.Channel(0).Slice(late - stream.LatencySamples, left.Length - late)));
        int during = 12 * frame;
        Assert.False(left.Slice(during, frame).SequenceEqual(input.Channel(0).Slice(during - stream.LatencySamples, frame)));
    }

    [Fact]
    public void A_click_hard_left_arrives_at_the_ears_as_the_design_says()
    {
        SpatialModel model = Bar.Value;
        var stream = new SpatialStream(model);
        var click = new AudioBuffer(48000, 2, 16384);
        click.Channel(0)[8192] = 1;
        AudioBuffer drivers = stream.ProcessBuffer(click);
        double[] hz = [500, 1000, 2000, 4000];
        EarPlant plant = EarPlant.Compute(model.Device.Drivers, model.Device.Body, new SphericalHead(), HeadPose.InFront(2), hz);
        for (int i = 0; i < hz.Length; i++)
        {
            Complex left = Complex.Zero;
            Complex right = Complex.Zero;
            for (int n = 0; n < 2; n++)
            {
                Complex played = FrequencyResponse.Of(drivers.Channel(n), 48000, hz[i]);
                left += played * plant.Path(Ear.Left, n)[i];
                right += played * plant.Path(Ear.Right, n)[i];
            }

            // Nothing is shared by both channels, so all of it goes through the virtual source on the left.
            Complex wanted = model.Virtual.Far(hz[i]) / model.Virtual.Near(hz[i]);
            Assert.True((right / left - wanted).Magnitude < 0.12, $"{hz[i]} Hz: {right / left} for {wanted}");
        }
    }

    [Fact]
    public void Headphones_get_the_virtual_sources_themselves()
    {
        var click = new AudioBuffer(48000, 2, 16384);
        click.Channel(1)[8192] = 1;
        AudioBuffer ears = SpatialStream.ForHeadphones(Bar.Value).ProcessBuffer(click);
        Complex quotient = FrequencyResponse.Of(ears.Channel(0), 48000, 1000) / FrequencyResponse.Of(ears.Channel(1), 48000, 1000);
        Complex wanted = Bar.Value.Virtual.Far(1000) / Bar.Value.Virtual.Near(1000);
        Assert.True((quotient - wanted).Magnitude < 0.02, $"{quotient} for {wanted}");
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => new SpatialStream(Bar.Value, new SpatialOptions { Strength = 2, GainDb = 99 })).Message;
        Assert.Contains("Strength", message, StringComparison.Ordinal);
        Assert.Contains("GainDb", message, StringComparison.Ordinal);
    }

    private static AudioBuffer Noise(ulong seed)
    {
        var buffer = new AudioBuffer(48000, 2, 40960);
        new SeededRandom(seed).FillGaussian(buffer.Samples);
        return buffer;
    }
}
