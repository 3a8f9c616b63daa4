using Earshot.Signals.Rooms;

namespace Earshot.Signals.Tests.Rooms;

public sealed class RoomAcousticsTests
{
    private static readonly ShoeboxRoom Room = new(5, 4, 3, new SurfaceAbsorption(0.1, 0.2, 0.3, 0.1, 0.4, 0.5));

    [Fact]
    public void Room_sums_its_surfaces()
    {
        Assert.Equal(60, Room.Volume, 1e-12);
        Assert.Equal(94, Room.SurfaceArea, 1e-12);
        // (0.1 + 0.2) 12 + (0.3 + 0.1) 15 + (0.4 + 0.5) 20 = 27.6 square metres of open window.
        Assert.Equal(27.6 / 94, Room.MeanAbsorption, 1e-12);
    }

    [Fact]
    public void Sabine_and_eyring_match_the_textbook_constant()
    {
        // 24 ln 10 / 343 = 0.1611 s/m.
        Assert.Equal(0.1611 * 60 / 27.6, RoomAcoustics.SabineRt60(Room), 1e-3);
        Assert.Equal(0.1611 * 60 / (-94 * Math.Log(1 - (27.6 / 94))), RoomAcoustics.EyringRt60(Room), 1e-3);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(1.2)]
    public void Absorption_inverts_the_reverberation_time(double rt60)
    {
        Assert.Equal(rt60, RoomAcoustics.EyringRt60(ShoeboxRoom.ForRt60(5, 4, 3, rt60)), 1e-9);
        double sabine = RoomAcoustics.SabineAbsorption(60, 94, rt60);
        Assert.Equal(rt60, RoomAcoustics.SabineRt60(new ShoeboxRoom(5, 4, 3, SurfaceAbsorption.Uniform(sabine))), 1e-9);
    }

    [Fact]
    public void Sabine_refuses_a_time_that_it_cannot_reach() =>
        Assert.Equal("rt60Seconds", Assert.Throws<ArgumentOutOfRangeException>(() => RoomAcoustics.SabineAbsorption(60, 94, 0.05)).ParamName);

    [Fact]
    public void Distance_maps_to_the_ratio_of_the_protocol()
    {
        double critical = RoomAcoustics.CriticalDistance(60, 0.4, directivityFactor: 2);
        Assert.Equal(0.987, critical, 1e-3);
        // The rounded table of the evaluation protocol: 0 dB at 1 m, -6 at 2 m, -9.5 at 3 m, -14 at 5 m, -16 at 6.1 m.
        (double Distance, double Drr)[] table = [(1, 0), (2, -6), (3, -9.5), (5, -14), (6.1, -16)];
        Assert.All(table, row => Assert.Equal(row.Drr, RoomAcoustics.DirectToReverberantDb(row.Distance, critical), 0.2));
    }

    [Fact]
    public void Mixing_time_of_a_small_room() => Assert.Equal((20 * 60.0 / 94 + 12) / 1000, RoomAcoustics.MixingTime(Room), 1e-12);

    [Theory]
    [InlineData(10, 70, 1000, 3.66)]
    [InlineData(10, 70, 4000, 32.8)]
    [InlineData(10, 70, 8000, 117)]
    [InlineData(20, 70, 500, 2.8)]
    [InlineData(20, 70, 1000, 5.0)]
    [InlineData(20, 70, 2000, 9.0)]
    [InlineData(20, 70, 4000, 22.9)]
    [InlineData(20, 70, 8000, 76.6)]
    public void Air_absorbs_as_table_2_of_iso_9613_2(double celsius, double humidity, double frequency, double dbPerKm)
    {
        // The table is for exact octave mid-band frequencies, 1000 x 10^(3 k / 10), and gives two or three digits.
        double exact = 1000 * Math.Pow(10, 0.3 * Math.Round(Math.Log2(frequency / 1000)));
        double actual = 1000 * new AirAbsorption(celsius, humidity).AttenuationDbPerM(exact);
        Assert.Equal(1, actual / dbPerKm, 0.02);
    }

    [Fact]
    public void Air_dulls_the_late_part_of_a_response()
    {
        ShoeboxRoom room = ShoeboxRoom.ForRt60(8, 7, 4, 1.2);
        RoomImpulseResponse Make(AirAbsorption? air) => RoomImpulseResponse.FromGeometry(
            room, new(2, 2, 1.5), new(6, 5, 1.5), 16000, new ImageSourceOptions { Air = air });
        RoomImpulseResponse dry = Make(null);
        RoomImpulseResponse damped = Make(new AirAbsorption(20, 50));
        double HighEnergy(RoomImpulseResponse response, double from, double to)
        {
            // Third differences leave mostly what is above a quarter of the rate.
            ReadOnlySpan<float> h = response.Samples;
            double sum = 0;
            for (int n = (int)(from * 16000); n < (int)(to * 16000); n++)
            {
                double d = h[n] - (3 * h[n - 1]) + (3 * h[n - 2]) - h[n - 3];
                sum += d * d;
            }

            return 10 * Math.Log10(sum);
        }

        // About 6 kHz dominates: 60 dB/km x 343 m/s = 20 dB/s. At 0.1 s 2 dB, at 0.6 s 12 dB.
        double early = HighEnergy(dry, 0.08, 0.12) - HighEnergy(damped, 0.08, 0.12);
        double late = HighEnergy(dry, 0.55, 0.65) - HighEnergy(damped, 0.55, 0.65);
        Assert.InRange(early, 1, 4);
        Assert.InRange(late, 7, 17);
        Assert.Equal(6, late / early, 2.0);
    }
}
