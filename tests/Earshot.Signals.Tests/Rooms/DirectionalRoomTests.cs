using Earshot.Signals.Rooms;

namespace Earshot.Signals.Tests.Rooms;

public sealed class DirectionalRoomTests
{
    private static readonly ShoeboxRoom Room = new(5, 4, 2.6, SurfaceAbsorption.Uniform(0.25));
    private static readonly Vector3D Source = new(0.4, 2, 1.1);
    private static readonly Vector3D Listener = new(2.9, 2, 1.1);

    [Fact]
    public void A_point_source_gives_the_energies_of_its_images()
    {
        DirectionalRoom figures = DirectionalRoom.Of(Room, Source, Listener, 1, (_, _) => 1, 0.4);
        ImageSource[] images = new ImageSourceModel(Room, new ImageSourceOptions { Tail = false, DisplacementM = 0 }).Trace(Source, Listener, 0.4);
        double rest = images.Skip(1).Sum(i => i.Amplitude * i.Amplitude);
        Assert.Equal(10 * Math.Log10(images[0].Amplitude * images[0].Amplitude / rest), figures.DirectToReverberantDb, 1e-9);
        Assert.Equal(2.5 * Math.Pow(10, figures.DirectToReverberantDb / 20), figures.CriticalDistanceM, 1e-9);
        Assert.True(figures.C50 > figures.DirectToReverberantDb);
    }

    [Fact]
    public void A_source_that_radiates_forward_only_is_drier()
    {
        double point = DirectionalRoom.Of(Room, Source, Listener, 2, (_, _) => 1).DirectToReverberantDb;
        double cardioid = DirectionalRoom.Of(Room, Source, Listener, 2, (d, _) => Math.Pow((1 + d.X) / 2, 2)).DirectToReverberantDb;

        // A cardioid's directivity index is 4.8 dB; the room is no diffuse field, so a decibel either way.
        Assert.InRange(cardioid - point, 3.5, 7);
    }

    [Fact]
    public void Ears_at_one_place_are_alike_and_far_ones_are_not()
    {
        float[] tap = [1];
        AudioBuffer same = BinauralRoom.Response(Room, Source, Listener, 16000, _ => (tap, tap));
        Assert.Equal(1, BinauralRoom.InterauralCorrelation(same), 1e-6);

        // An ear that hears only what comes from the left, and one that hears the rest. Only while reflections are sparse: later
        // many positive ones fall on every sample, and what is left of them is a slope that both ears share.
        float[] none = [0];
        AudioBuffer apart = BinauralRoom.Response(Room, Source, Listener, 16000, d => d.Y > 0 ? (tap, none) : (none, tap));
        double early = BinauralRoom.InterauralCorrelation(apart, 0, 0.03);
        Assert.True(early < 0.5, $"{early}");
        Assert.Throws<ArgumentException>(() => BinauralRoom.InterauralCorrelation(new AudioBuffer(16000, 1, 10)));
    }

    [Fact]
    public void The_direct_sound_arrives_when_it_should()
    {
        float[] tap = [1];
        AudioBuffer ears = BinauralRoom.Response(Room, Source, Listener, 48000, _ => (tap, tap), new ImageSourceOptions { MaximumOrder = 0, Tail = false });
        int arrival = (int)Math.Round(2.5 / 343 * 48000);
        Assert.Equal(0.4f, ears.Channel(0)[arrival], 1e-6f);
        Assert.Equal(1, ears.Channel(0).ToArray().Count(s => s != 0));
    }
}
