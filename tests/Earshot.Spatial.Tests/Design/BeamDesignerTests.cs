using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Scoring;

namespace Earshot.Spatial.Tests.Design;

public sealed class BeamDesignerTests
{
    [Fact]
    public void The_round_speaker_reaches_its_nulls_and_its_directivity()
    {
        SpatialModel model = SpatialModel.Design(KnownSpeakers.Round);
        BeamScore score = BeamScore.Of(model.Cancellation, model.Device.Drivers, model.Device.Body);
        Assert.True(score.NullDb >= 20, $"{score}");
        Assert.True(score.ToleranceNullDb >= 15, $"{score}");
        Assert.True(score.DirectivityIndexDb >= 3.7, $"{score}");
        Assert.True(score.Loss30Db <= 3.5, $"{score}");
        Assert.True(score.BoostDb <= 3.2, $"{score}");
    }

    [Fact]
    public void The_knob_trades_null_depth_for_directivity()
    {
        var designer = new BeamDesigner(KnownSpeakers.Round.Drivers, KnownSpeakers.Round.Body, FrequencyGrid.Bins(48000, 1024));
        BeamScore Score(double directivity)
        {
            DriverWeights w = designer.Design(new BeamOptions { Directivity = directivity });
            return BeamScore.Of(FilterBuilder.Build("b", [w, w, w], 48000, 512, 256), KnownSpeakers.Round.Drivers, KnownSpeakers.Round.Body);
        }

        BeamScore nulls = Score(0.05);
        BeamScore directive = Score(1);
        Assert.True(nulls.NullDb > directive.NullDb + 5, $"{nulls.NullDb} dB, {directive.NullDb} dB");
        Assert.True(nulls.DirectivityIndexDb < directive.DirectivityIndexDb - 0.3, $"{nulls.DirectivityIndexDb} dB, {directive.DirectivityIndexDb} dB");
    }

    [Fact]
    public void A_point_has_no_directivity()
    {
        Driver[] drivers = [new Driver { Id = "a", Position = default }, new Driver { Id = "b", Position = new Earshot.Signals.Rooms.Vector3D(0, 0.1, 0) }];
        double[] index = BeamScore.DirectivityIndex(new OneDriver(), drivers, new FreeBody(), [500, 2000, 8000]);
        Assert.All(index, value => Assert.Equal(0, value, 0.01));
    }

    private sealed class OneDriver : IDriverFeed
    {
        public string Name => "one";

        public int DriverCount => 2;

        public System.Numerics.Complex Response(ProgrammeChannel channel, int driver, double hz) => driver == 0 ? 1 : 0;
    }
}
