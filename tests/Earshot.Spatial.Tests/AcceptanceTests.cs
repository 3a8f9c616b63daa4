using Earshot.Spatial.Devices;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Scoring;

namespace Earshot.Spatial.Tests;

// The rows of the evaluation that need measured heads, each with what it must reach.
public sealed class AcceptanceTests
{
    [Theory]
    [InlineData("kemar", 2, 0.1, 13.5, 7, 0)]
    [InlineData("ku100", 2, 0.1, 13.5, 7, 0)]
    [InlineData("kemar", 2, 0.16, 17, 9, 0)]
    [InlineData("ku100", 2, 0.16, 17, 9, 0)]
    [InlineData("kemar", 2, 0.3, 19.5, 9.5, 0)]
    [InlineData("kemar", 4, 0.3, 22, 15, 11)]
    [InlineData("kemar", 6, 0.6, 22, 18.5, 15)]
    public void Designed_on_the_sphere_a_bar_separates_the_ears_of_a_measured_head(
        string name, int drivers, double width, double middle, double offset5, double offset10)
    {
        MeasuredHead? head = name == "kemar" ? HeadFiles.FindKemar() : HeadFiles.FindKu100();
        Assert.SkipWhen(head is null, $"the {name} set is not here");
        SpeakerDevice device = drivers == 2
            ? KnownSpeakers.Bar("two", 2, width, 0.004, 256)
            : KnownSpeakers.Bar("row", drivers, width, drivers == 4 ? 0.05 : 0.06, 512, 0.2);
        DeviceScore score = DeviceScore.Of(SpatialModel.Design(device), head);
        Assert.True(score.Separation.MeanDb >= middle, $"{score.Separation}");
        Assert.True(score.Offset5.MeanDb >= offset5, $"{score.Offset5}");
        Assert.True(score.Offset10.MeanDb >= offset10, $"{score.Offset10}");
        Assert.True(score.Separation.BoostDb <= 12.2, $"{score.Separation}");
        Assert.True(drivers > 2 || score.ColorationDb <= 0.7, $"{score.ColorationDb} dB");
    }

    [Fact]
    public void A_separation_is_clipped_and_race_is_where_it_was_published_to_be()
    {
        MeasuredHead? head = HeadFiles.FindKemar();
        Assert.SkipWhen(head is null, "the kemar set is not here");
        DeviceScore race = DeviceScore.OfRace(KnownSpeakers.Bar("two", 2, 0.16, 0), head);
        Assert.InRange(race.Separation.MeanDb, 5.5, 7.5);
    }
}
