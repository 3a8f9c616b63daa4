using Earshot.Signals.Rooms;

namespace Earshot.Signals.Tests.Rooms;

public sealed class RoomImpulseResponseTests
{
    [Theory]
    [InlineData(0.2, 20)]
    [InlineData(0.4, 0)]
    [InlineData(0.4, -16)]
    [InlineData(0.6, -6)]
    [InlineData(1.5, 5)]
    public void Decay_has_the_stated_time_ratio_and_shape(double rt60, double drr)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            RoomImpulseResponse response = RoomImpulseResponse.FromDecay(rt60, drr, 16000, seed);
            Assert.Equal(1, response.Samples[0]);
            Assert.Equal(drr, EnergyDecay.Of(response).DirectToReverberantDb, 0.01);
            EnergyDecay decay = EnergyDecay.OfReverberation(response);
            Assert.Equal(1, decay.T20 / rt60, 0.1);
            Assert.Equal(1, decay.T30 / rt60, 0.1);
            Assert.Equal(1, decay.EarlyDecayTime / rt60, 0.25);

            // Linear in dB: within 1.5 dB of the straight line all the way down to -35 dB.
            for (double seconds = 0; seconds < rt60 * 35 / 60; seconds += 0.01)
            {
                Assert.Equal(-60 * seconds / rt60, decay.LevelDb((int)(seconds * 16000)), 1.5);
            }
        }
    }

    [Fact]
    public void Decay_repeats_by_seed()
    {
        RoomImpulseResponse Make(ulong seed) => RoomImpulseResponse.FromDecay(0.4, 0, 16000, seed);
        Assert.Equal(Make(3).Samples, Make(3).Samples);
        Assert.NotEqual(Make(3).Samples.ToArray(), Make(4).Samples.ToArray());
    }

    [Fact]
    public void Geometry_places_the_direct_path_and_the_first_reflection_by_hand()
    {
        // Only the floor reflects (coefficient 0.5): a direct path and one image, exactly on samples by the choice of the speed.
        var room = new ShoeboxRoom(10, 10, 10, new SurfaceAbsorption(1, 1, 1, 1, 0.75, 1), speedOfSound: 400);
        var options = new ImageSourceOptions { DisplacementM = 0, Tail = false, HighPassHz = 0 };
        RoomImpulseResponse response =
            RoomImpulseResponse.FromGeometry(room, new(2, 5, 2), new(5, 5, 2), 16000, options, lengthSeconds: 0.05);
        Assert.Equal(120, response.DirectIndex, 1e-9);
        for (int n = 0; n < response.Length; n++)
        {
            // Direct: 3 m = 120 samples, 1 / 3. Floor: sqrt(9 + 16) = 5 m = 200 samples, 0.5 / 5.
            double expected = n switch { 120 => 1.0 / 3, 200 => 0.1, _ => 0 };
            Assert.Equal(expected, response.Samples[n], 1e-7);
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.73)]
    public void Fractional_delay_is_flat_and_exact_in_phase(double fraction)
    {
        // The spectrum of a delayed impulse is exp(-i w d); checked up to 0.9 of the Nyquist frequency.
        var response = new double[128];
        FractionalImpulse.Add(response, 64 + fraction, 1);
        for (double w = 0.05; w <= 0.9 * Math.PI; w += 0.05)
        {
            System.Numerics.Complex sum = 0;
            for (int n = 0; n < response.Length; n++)
            {
                sum += response[n] * System.Numerics.Complex.FromPolarCoordinates(1, w * (64 + fraction - n));
            }

            Assert.Equal(1, sum.Real, 0.005);
            Assert.Equal(0, sum.Imaginary, 0.005);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Geometry_with_tail_decays_as_wanted(double rt60)
    {
        ShoeboxRoom room = ShoeboxRoom.ForRt60(5, 4.5, 2.7, rt60);
        for (ulong seed = 1; seed <= 3; seed++)
        {
            RoomImpulseResponse response = RoomImpulseResponse.FromGeometry(
                room, new(1.2, 1.7, 1.1), new(3.6, 2.9, 1.4), 16000, new ImageSourceOptions { Seed = seed });
            Assert.Equal(1, RoomAcoustics.MeasureRt60(response) / rt60, 0.1);
        }
    }

    [Fact]
    public void Tail_continues_the_level_of_the_images()
    {
        // The same room with images all the way, and with noise from 80 ms on: third-octave-wide stretches of time in step.
        ShoeboxRoom room = ShoeboxRoom.ForRt60(5, 4.5, 2.7, 0.5);
        RoomImpulseResponse Make(bool tail) => RoomImpulseResponse.FromGeometry(
            room, new(1.2, 1.7, 1.1), new(3.6, 2.9, 1.4), 16000, new ImageSourceOptions { Tail = tail }, lengthSeconds: 0.3);
        RoomImpulseResponse images = Make(false);
        RoomImpulseResponse hybrid = Make(true);
        static double Energy(RoomImpulseResponse response, double from, double to) =>
            10 * Math.Log10(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(
                response.Samples[(int)(from * 16000)..(int)(to * 16000)]));

        Assert.Equal(Energy(images, 0, 0.07), Energy(hybrid, 0, 0.07), 0.01);
        Assert.Equal(Energy(images, 0.07, 0.09), Energy(hybrid, 0.07, 0.09), 1.5);
        Assert.Equal(Energy(images, 0.09, 0.13), Energy(hybrid, 0.09, 0.13), 1.5);
        Assert.Equal(Energy(images, 0.13, 0.2), Energy(hybrid, 0.13, 0.2), 2.0);
    }

    [Fact]
    public void Geometry_meets_the_statistical_ratio_on_average()
    {
        // Point source: Q = 1. Means over places; reflections before the statistical field has built up make it differ by a little.
        ShoeboxRoom room = ShoeboxRoom.ForRt60(6, 5, 3, 0.5);
        double critical = RoomAcoustics.CriticalDistance(room.Volume, 0.5);
        double sum = 0;
        const int places = 12;
        var random = new Signals.Randomness.SeededRandom(3);
        for (int k = 0; k < places; k++)
        {
            Vector3D source = new(random.NextDouble(1, 5), random.NextDouble(1, 4), random.NextDouble(1, 2));
            Vector3D receiver = new(random.NextDouble(1, 5), random.NextDouble(1, 4), random.NextDouble(1, 2));
            RoomImpulseResponse response = RoomImpulseResponse.FromGeometry(
                room, source, receiver, 16000, new ImageSourceOptions { Seed = (ulong)k });
            sum += EnergyDecay.Of(response).DirectToReverberantDb
                - RoomAcoustics.DirectToReverberantDb((source - receiver).Length, critical);
        }

        Assert.Equal(0, sum / places, 1.5);
    }

    [Fact]
    public void Geometry_repeats_by_seed()
    {
        ShoeboxRoom room = ShoeboxRoom.ForRt60(5, 4, 2.6, 0.4);
        RoomImpulseResponse Make(ulong seed) => RoomImpulseResponse.FromGeometry(
            room, new(1, 1, 1), new(3, 2, 1.5), 16000, new ImageSourceOptions { Seed = seed });
        Assert.Equal(Make(3).Samples, Make(3).Samples);
        Assert.NotEqual(Make(3).Samples.ToArray(), Make(4).Samples.ToArray());
    }

    [Fact]
    public void Directivity_of_the_source_weighs_each_path_by_its_exit_direction()
    {
        var room = new ShoeboxRoom(10, 10, 10, new SurfaceAbsorption(1, 1, 1, 1, 0.75, 1), speedOfSound: 400);
        var options = new ImageSourceOptions
        {
            DisplacementM = 0,
            Tail = false,
            HighPassHz = 0,
            // A dipole along the vertical hears nothing on axis, and 4/5 towards the floor.
            SourceGain = direction => direction.Z,
        };
        RoomImpulseResponse response =
            RoomImpulseResponse.FromGeometry(room, new(2, 5, 2), new(5, 5, 2), 16000, options, lengthSeconds: 0.05);
        Assert.Equal(0, response.Samples[120], 1e-7);
        Assert.Equal(-0.8 * 0.1, response.Samples[200], 1e-7);
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Assert.Equal("rt60Seconds", Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoomImpulseResponse.FromDecay(0, 0, 16000, 1)).ParamName);
        Assert.Equal("directToReverberantDb", Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoomImpulseResponse.FromDecay(0.4, double.NaN, 16000, 1)).ParamName);
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() =>
            new RoomImpulseResponse(16000, [1, float.NaN], 0)).ParamName);
        // A room that absorbs nothing has no length of its own.
        var hard = new ShoeboxRoom(4, 3, 2.5, SurfaceAbsorption.Uniform(0));
        Assert.Equal("lengthSeconds", Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoomImpulseResponse.FromGeometry(hard, new(1, 1, 1), new(2, 2, 2), 16000)).ParamName);
    }
}
