using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Heads;

namespace Earshot.Spatial.Tests;

public sealed class MeasuredHeadTests
{
    private static readonly double Degree = Math.PI / 180;

    [Fact]
    public void Between_measurements_the_delay_is_between_theirs()
    {
        // Two rings of pure delays that grow with the azimuth by 0.1 sample a degree, every 10 degrees.
        const int taps = 64;
        (double, double)[] directions = [.. Enumerable.Range(0, 36).Select(i => (10.0 * i, 0.0))];
        var ears = new float[36 * taps];
        for (int i = 0; i < 36; i++)
        {
            Earshot.Signals.Resampling.FractionalDelay.AddImpulse(ears.AsSpan(i * taps, taps), 20 + (i > 18 ? 36 - i : i), 1);
        }

        var head = new MeasuredHead(new HrirSet(48000, directions, ears, (float[])ears.Clone(), 1, "delays"));
        Complex[] left = new Complex[1];
        Complex[] right = new Complex[1];
        head.Respond(new Vector3D(Math.Cos(45 * Degree), Math.Sin(45 * Degree), 0), [2000], left, right);
        Complex wanted = Complex.FromPolarCoordinates(1, (-2 * Math.PI * 2000 / 48000 * 24.5) - (2 * Math.PI * 2000 / 343));
        Assert.True((left[0] - wanted).Magnitude < 0.01, $"{left[0]} for {wanted}");
    }

    [Fact]
    public void A_set_with_holes_is_refused()
    {
        var set = new HrirSet(48000, [(0, 0), (10, 0), (20, 0)], new float[30], new float[30], 1, "holes");
        Assert.Contains("all around", Assert.Throws<AudioFormatException>(() => new MeasuredHead(set)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kemar", 382)]
    [InlineData("ku100", 431)]
    public void The_dummies_have_their_known_time_difference(string name, double microseconds)
    {
        MeasuredHead? head = name == "kemar" ? HeadFiles.FindKemar() : HeadFiles.FindKu100();
        Assert.SkipWhen(head is null, $"the {name} set is not here");
        double[] hz = [200, 400, 800];
        var left = new Complex[3];
        var right = new Complex[3];
        head.Respond(new Vector3D(2 * Math.Cos(30 * Degree), 2 * Math.Sin(30 * Degree), 0), hz, left, right);
        double itd = Enumerable.Range(0, 3).Average(i => (left[i] / right[i]).Phase / (2 * Math.PI * hz[i])) * 1e6;

        // 8 %: which frequencies are averaged moves it by as much.
        Assert.Equal(microseconds, itd, 0.08 * microseconds);
    }

    [Fact]
    public void Missing_files_say_what_a_head_can_be() =>
        Assert.Contains(".sofa", Assert.Throws<FileNotFoundException>(() => HeadFiles.Load("nobody.sofa")).Message, StringComparison.Ordinal);
}
