using Earshot.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class DetectorProperties
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(6).WithReplay(0x5EED, 1);

    // The weights take the level out; only what they add against silence tells -20 dB from +20 dB.
    [Fact]
    public void The_level_of_a_recording_changes_nothing() => Prop.ForAll(Gen.Choose(-20, 20).ToArbitrary(), decibels =>
    {
        AudioBuffer scaled = Material.Scale(Material.Marked.Programme, (float)Math.Pow(10, decibels / 20.0));
        WatermarkDetected expected = Only(Material.Marked.Programme);
        WatermarkDetected found = Only(scaled);
        Assert.Equal(expected.Start.TotalSeconds, found.Start.TotalSeconds, 1e-3);
        Assert.Equal(expected.Score, found.Score, expected.Score * 0.02);
    }).Check(Few);

    [Fact]
    public void A_shift_of_the_recording_shifts_the_mark() => Prop.ForAll(Gen.Choose(0, 15_000).ToArbitrary(), cut =>
    {
        AudioBuffer audio = Material.Marked.Programme;
        WatermarkDetected found = Only(audio.Slice(cut, audio.Length - cut));
        Assert.Equal(1 - (cut / 16000.0), found.Start.TotalSeconds, 0.005);
    }).Check(Few);

    private static WatermarkDetected Only(AudioBuffer audio) => Assert.Single(Material.Detect(audio).OfType<WatermarkDetected>());
}
