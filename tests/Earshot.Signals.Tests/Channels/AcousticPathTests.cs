using System.Numerics.Tensors;
using Earshot.Signals.Channels;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Signals.Rooms;

namespace Earshot.Signals.Tests.Channels;

public sealed class AcousticPathTests
{
    private const int Rate = 16000;

    private static AudioBuffer Noise(double seconds, ulong seed, int rate = Rate)
    {
        var sound = new AudioBuffer(rate, 1, (int)(seconds * rate));
        new SeededRandom(seed).FillGaussian(sound.Samples);
        TensorPrimitives.Multiply(sound.Samples, 0.1f, sound.Samples);
        return sound;
    }

    private static double MeanSquare(ReadOnlySpan<float> x) => (double)TensorPrimitives.SumOfSquares(x) / x.Length;

    [Fact]
    public void Bare_path_is_a_wire()
    {
        AudioBuffer sound = Noise(0.5, 1);
        AcousticPathResult result = new AcousticPath(new AcousticPathOptions
        {
            Loudspeaker = null,
            Microphone = null,
            Rt60Seconds = 0,
            WantedLevelDbfs = null,
        }).Play(sound);
        Assert.Equal(sound.Samples, result.Received.Samples);
        Assert.Equal(0, result.ArrivalSamples);
        Assert.Equal(double.PositiveInfinity, result.WideBandSnrDb);
        Assert.Null(result.InBandSnrDb);
        Assert.Null(result.Room);
    }

    [Fact]
    public void Room_is_the_plain_convolution_with_its_response()
    {
        AudioBuffer sound = Noise(0.3, 1);
        RoomImpulseResponse room = RoomImpulseResponse.FromDecay(0.2, 0, Rate, 5);
        var options = new AcousticPathOptions { Loudspeaker = null, Microphone = null, WantedLevelDbfs = null, Room = room };
        AcousticPathResult result = new AcousticPath(options).Play(sound);
        Assert.Equal(sound.Length + room.Length - 1, result.Received.Length);
        var expected = new double[result.Received.Length];
        for (int n = 0; n < sound.Length; n++)
        {
            for (int k = 0; k < room.Length; k++)
            {
                expected[n + k] += (double)sound.Samples[n] * room.Samples[k];
            }
        }

        // Transforms in float32: about 1e-7 of the level, here 0.14, times the logarithm of their length.
        for (int n = 0; n < expected.Length; n++)
        {
            Assert.Equal(expected[n], result.Received.Samples[n], 2e-6);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, -6)]
    [InlineData(6.1, -16)]
    public void Distance_sets_the_direct_to_reverberant_ratio(double distance, double drr)
    {
        AcousticPathResult result = new AcousticPath(new AcousticPathOptions { DistanceM = distance }).Play(Noise(0.5, 1));
        EnergyDecay decay = EnergyDecay.Of(result.Room!);
        Assert.Equal(drr, decay.DirectToReverberantDb, 0.5);
        Assert.Equal(1, RoomAcoustics.MeasureRt60(result.Room!) / 0.4, 0.1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5)]
    [InlineData(-5)]
    public void Stated_ratio_is_that_of_the_reverberant_sound_at_the_microphone(double snrDb)
    {
        // A second of noise between pauses: the ratio counts over the sounding part only.
        var sound = new AudioBuffer(Rate, 1, 3 * Rate);
        Noise(1, 2).Samples.CopyTo(sound.Samples[Rate..]);
        var options = new AcousticPathOptions { DistanceM = 3, Interferers = [Interferer.White(snrDb)], Microphone = null };
        AcousticPathResult result = new AcousticPath(options).Play(sound);
        Assert.Equal(snrDb, result.WideBandSnrDb, 1e-3);

        // By hand: reverberant noise from shortly after its start to its end, white noise all along.
        double wanted = MeanSquare(result.Wanted.Samples.Slice(Rate + (Rate / 5), Rate * 4 / 5));
        double noise = MeanSquare(result.Interference.Samples);
        Assert.Equal(snrDb, Decibels.FromPower(wanted / noise), 1.0);
        Assert.Equal(-30, result.WantedLevelDbfs, 1e-6);
        Assert.Equal(-30, Decibels.FromPower(wanted), 1.0);
        // The recording is their sum.
        for (int n = 0; n < result.Received.Length; n++)
        {
            Assert.Equal(result.Wanted.Samples[n] + result.Interference.Samples[n], result.Received.Samples[n]);
        }
    }

    [Fact]
    public void Band_ratio_tells_pink_noise_from_white()
    {
        AcousticPathResult Play(Interferer interferer) => new AcousticPath(new AcousticPathOptions
        {
            Loudspeaker = null,
            Microphone = null,
            Rt60Seconds = 0,
            Interferers = [interferer],
            ReportBand = new FrequencyBand(3000, 4000),
        }).Play(Noise(8, 3));

        Assert.Equal(10, Play(Interferer.White(10)).InBandSnrDb!.Value, 0.3);
        // White sound has 1/8 of its power there; pink noise ln(4/3) of ln(8000 / 10) + 1 (flat below 10 Hz).
        double pinkShare = Math.Log(4.0 / 3) / (Math.Log(800) + 1);
        AcousticPathResult pink = Play(Interferer.Pink(10));
        Assert.Equal(10, pink.WideBandSnrDb, 1e-3);
        Assert.Equal(10 + Decibels.FromPower(1 / 8.0 / pinkShare), pink.InBandSnrDb!.Value, 0.7);
    }

    [Fact]
    public void Microphone_noise_counts_in_both_ratios()
    {
        var options = new AcousticPathOptions
        {
            Loudspeaker = null,
            Rt60Seconds = 0,
            Microphone = new MicrophoneOptions { NoiseFloorDbfs = -50 },
            ReportBand = new FrequencyBand(1000, 2000),
        };
        AcousticPathResult result = new AcousticPath(options).Play(Noise(8, 4));
        Assert.Equal(20, result.WideBandSnrDb, 1e-3);
        Assert.Equal(20, result.InBandSnrDb!.Value, 0.3);
        double error = 0;
        for (int n = 0; n < result.Received.Length; n++)
        {
            double difference = result.Received.Samples[n] - result.Wanted.Samples[n];
            error += difference * difference / result.Received.Length;
        }

        Assert.Equal(-50, Decibels.FromPower(error), 0.2);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-50)]
    public void Skew_changes_the_frequency_of_a_tone(double ppm)
    {
        const double frequency = 1000;
        var sound = new AudioBuffer(Rate, 1, 5 * Rate);
        for (int n = 0; n < sound.Length; n++)
        {
            sound.Samples[n] = (float)(0.1 * Math.Sin(2 * Math.PI * frequency * n / Rate));
        }

        AudioBuffer received = new AcousticPath(new AcousticPathOptions
        {
            Loudspeaker = null,
            Microphone = null,
            Rt60Seconds = 0,
            SkewPpm = ppm,
        }).Play(sound).Received;

        // Phase against the unskewed tone, over a quarter of a second around 1 s and 4 s.
        double Phase(int start)
        {
            System.Numerics.Complex sum = 0;
            for (int n = start; n < start + (Rate / 4); n++)
            {
                sum += received.Samples[n] * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * n / Rate);
            }

            return sum.Phase;
        }

        // More samples for the same time: the tone falls to f / (1 + skew), 3 s x 1000 Hz x 1e-4 = 0.3 of a turn.
        double turns = Math.IEEERemainder((Phase(4 * Rate) - Phase(Rate)) / (2 * Math.PI), 1);
        Assert.Equal(-3 * frequency * ppm * 1e-6 / (1 + (ppm * 1e-6)), turns, 2e-4);
    }

    [Fact]
    public void Delay_moves_the_sound_by_a_fraction_of_a_sample()
    {
        var sound = new AudioBuffer(Rate, 1, 1000);
        sound.Samples[500] = 0.5f;
        AcousticPathResult result = new AcousticPath(new AcousticPathOptions
        {
            Loudspeaker = null,
            Microphone = null,
            Rt60Seconds = 0,
            WantedLevelDbfs = null,
            DelaySamples = 10.5,
            LeadInSeconds = 0.01,
        }).Play(sound);
        Assert.Equal(160 + 10.5, result.ArrivalSamples, 1e-9);
        int first = 500 + 160 + 10;
        for (int k = 0; k < 8; k++)
        {
            Assert.Equal(result.Received.Samples[first - k], result.Received.Samples[first + 1 + k], 1e-5);
        }

        Assert.True(result.Received.Samples[first] > 0.25);
    }

    [Fact]
    public void Arrival_of_a_geometric_room_is_lead_in_and_travel()
    {
        ShoeboxRoom shoebox = ShoeboxRoom.ForRt60(6, 5, 3, 0.4);
        RoomImpulseResponse room = RoomImpulseResponse.FromGeometry(shoebox, new(1, 2, 1.2), new(4, 2, 1.2), Rate);
        AcousticPathResult result = new AcousticPath(new AcousticPathOptions { Room = room, LeadInSeconds = 0.5, LeadOutSeconds = 0.1 })
            .Play(Noise(1, 5));
        Assert.Equal(8000 + (3.0 / 343 * Rate), result.ArrivalSamples, 1e-6);
        Assert.Equal(8000 + Rate + 1600, result.Received.Length);
        Assert.Same(room, result.Room);
    }

    [Fact]
    public void Same_seed_repeats_and_parts_keep_their_own_sequence()
    {
        var options = new AcousticPathOptions { Interferers = [Interferer.Pink(10)], SkewPpm = 20, RandomDelaySamples = 1 };
        AudioBuffer sound = Noise(0.5, 6);
        var path = new AcousticPath(options);
        AudioBuffer once = path.Play(sound, 11).Received;
        Assert.Equal(once.Samples, path.Play(sound, 11).Received.Samples);
        Assert.NotEqual(once.Samples.ToArray(), path.Play(sound, 12).Received.Samples.ToArray());
        // Without the microphone and the noise, the room is the same one.
        var quiet = new AcousticPath(new AcousticPathOptions { Microphone = null });
        Assert.Equal(path.Play(sound, 11).Room!.Samples, quiet.Play(sound, 11).Room!.Samples);
    }

    [Fact]
    public void Recordings_interfere_at_their_ratio_from_anywhere_within()
    {
        var babble = new AudioBuffer(Rate, 2, Rate);
        new SeededRandom(9).FillGaussian(babble.Samples);
        // Half of it is a pause, which must not count.
        babble.Channel(0)[..(Rate / 2)].Clear();
        babble.Channel(1)[..(Rate / 2)].Clear();
        RoomImpulseResponse room = RoomImpulseResponse.FromDecay(0.3, -3, Rate, 2);
        foreach (RoomImpulseResponse? own in new[] { null, room })
        {
            var options = new AcousticPathOptions { Microphone = null, Interferers = [Interferer.Recording(babble, 6, own), Interferer.White(40)] };
            var path = new AcousticPath(options);
            AcousticPathResult first = path.Play(Noise(3, 7), 1);
            AcousticPathResult second = path.Play(Noise(3, 7), 2);
            Assert.Equal(6, first.WideBandSnrDb, 0.1);
            Assert.Equal(6, second.WideBandSnrDb, 0.1);
            Assert.NotEqual(first.Interference.Samples.ToArray(), second.Interference.Samples.ToArray());
        }
    }

    [Fact]
    public void When_nothing_is_played_the_noise_is_what_it_would_have_been()
    {
        var options = new AcousticPathOptions { Interferers = [Interferer.Pink(10)], Microphone = null };
        AcousticPathResult result = new AcousticPath(options).Play(new AudioBuffer(Rate, 1, 2 * Rate));
        Assert.Equal(-40, Decibels.FromPower(MeanSquare(result.Interference.Samples)), 0.2);
        Assert.Equal(double.NegativeInfinity, result.WideBandSnrDb);
    }

    [Fact]
    public void Broken_samples_stereo_and_other_rates_are_taken()
    {
        AudioBuffer sound = Noise(0.5, 8, 44100);
        var stereo = new AudioBuffer(44100, 2, sound.Length);
        sound.Samples.CopyTo(stereo.Channel(0));
        stereo.Channel(1)[100] = float.NaN;
        stereo.Channel(0)[200] = float.PositiveInfinity;
        AcousticPathResult result = new AcousticPath(new AcousticPathOptions { SampleRate = Rate, SkewPpm = 10 }).Play(stereo);
        Assert.Equal(Rate, result.Received.SampleRate);
        Assert.Equal(1, result.Received.ChannelCount);
        Assert.All(result.Received.Samples.ToArray(), sample => Assert.True(float.IsFinite(sample)));
        Assert.Equal(8000 + result.Room!.Length - 1, result.Received.Length);
        Assert.Equal(0, new AcousticPath().Play(new AudioBuffer(Rate, 1, 0)).ArrivalSamples);
    }

    [Fact]
    public void Codecs_stand_at_both_ends()
    {
        var seen = new List<string>();
        var options = new AcousticPathOptions
        {
            BeforeLoudspeaker = buffer =>
            {
                seen.Add($"source {buffer.ChannelCount}");
                return buffer;
            },
            AfterMicrophone = buffer =>
            {
                seen.Add($"recording {buffer.ChannelCount}");
                return buffer.Slice(0, 100);
            },
        };
        AcousticPathResult result = new AcousticPath(options).Play(new AudioBuffer(Rate, 2, 1000));
        Assert.Equal(["source 2", "recording 1"], seen);
        Assert.Equal(100, result.Received.Length);
    }

    [Fact]
    public void Gain_control_reaches_its_target_behind_the_room()
    {
        var options = new AcousticPathOptions
        {
            WantedLevelDbfs = -45,
            Microphone = new MicrophoneOptions { GainControl = new GainControlOptions { TargetDbfs = -20 } },
        };
        AudioBuffer received = new AcousticPath(options).Play(Noise(5, 9)).Received;
        Assert.Equal(-20, Decibels.FromPower(MeanSquare(received.Samples.Slice(4 * Rate, Rate))), 1.0);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var bad = new AcousticPathOptions
        {
            Rt60Seconds = -1,
            DistanceM = 0,
            SkewPpm = double.NaN,
            Loudspeaker = new LoudspeakerOptions { LowCutHz = 1 },
            Microphone = new MicrophoneOptions { BitDepth = 3 },
            SampleRate = 8000,
            Room = RoomImpulseResponse.FromDecay(0.1, 0, Rate, 1),
            ReportBand = new FrequencyBand(4000, 3000),
        };
        var thrown = Assert.Throws<ArgumentException>(() => new AcousticPath(bad));
        Assert.Equal("options", thrown.ParamName);
        foreach (string name in new[]
        {
            "Rt60Seconds", "DistanceM", "SkewPpm", "Loudspeaker.LowCutHz", "Microphone.BitDepth", "Room is at 16000 Hz", "ReportBand",
        })
        {
            Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        }

        var path = new AcousticPath(new AcousticPathOptions { Room = RoomImpulseResponse.FromDecay(0.1, 0, Rate, 1) });
        Assert.Equal("sound", Assert.Throws<ArgumentException>(() => path.Play(new AudioBuffer(8000, 1, 100))).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Interferer.Pink(double.NaN));
        Assert.Throws<ArgumentException>(() => Interferer.Recording(new AudioBuffer(Rate, 1, 0), 10));
    }
}
