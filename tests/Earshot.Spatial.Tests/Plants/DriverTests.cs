using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Tests.Plants;

public sealed class DriverTests
{
    [Fact]
    public void A_piston_narrows_and_a_point_does_not()
    {
        var point = new Driver { Id = "p", Position = default };
        var piston = new Driver { Id = "q", Position = default, DiameterM = 0.1 };
        var side = new Vector3D(0, 5, 0);
        Assert.Equal(1, point.Gain(side, 8000).Magnitude, 1e-12);
        Assert.Equal(1, piston.Gain(new Vector3D(5, 0, 0), 8000).Magnitude, 1e-12);
        Assert.Equal(1, piston.Gain(side, 50).Magnitude, 0.001);

        // The first zero of 2 J_1(x) / x is at 3.8317.
        double zeroHz = 3.8317 * Sound.Speed / (2 * Math.PI * 0.05);
        Assert.True(piston.Gain(side, zeroHz).Magnitude < 1e-4, $"{piston.Gain(side, zeroHz)}");
    }

    [Fact]
    public void A_share_falls_outside_the_band()
    {
        var driver = new Driver { Id = "t", Position = default, LowHz = 1000, HighHz = 8000, Allowance = DecibelCurve.Flat(-3) };
        Assert.Equal(-3, 20 * Math.Log10(driver.Share(2000)), 1e-9);
        Assert.Equal(-27, 20 * Math.Log10(driver.Share(500)), 1e-9);
        Assert.Equal(-27, 20 * Math.Log10(driver.Share(16000)), 1e-9);
        Assert.Equal(-63, 20 * Math.Log10(driver.Share(10)), 1e-9);
    }

    [Fact]
    public void Frd_text_is_read_with_comments_and_wrapped_phases()
    {
        var response = MeasuredResponse.FromFrd(new StringReader("* made by a meter\n100 -6 170\n1000\t0\t-170\n\n10000, 6, -150\n"));
        Assert.Equal(1, response.At(1000).Magnitude, 1e-9);
        // From 170 to 190 degrees, not back through 0: halfway on the log axis is 180.
        Assert.Equal(Math.PI, Math.Abs(response.At(Math.Sqrt(100.0 * 1000)).Phase), 1e-9);
        Assert.Equal(response.At(100), response.At(20));
    }

    [Theory]
    [InlineData("100 1 2\n90 1 2", ":2:")]
    [InlineData("100 x 2\n", "not a number")]
    [InlineData("* nothing\n", "two or more")]
    public void Broken_frd_text_is_an_error_with_its_line(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<AudioFormatException>(() => MeasuredResponse.FromFrd(new StringReader(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_impulse_is_its_own_response()
    {
        var impulse = new AudioBuffer(48000, 1, 8);
        impulse.Samples[1] = 0.5f;
        Complex response = MeasuredResponse.FromImpulse(impulse).At(12000);
        Assert.True((response - new Complex(0, -0.5)).Magnitude < 1e-9, $"{response}");
        Assert.Throws<AudioFormatException>(() => MeasuredResponse.FromImpulse(new AudioBuffer(48000, 1, 8)));
        Assert.Throws<AudioFormatException>(() => MeasuredResponse.FromImpulse(new AudioBuffer(48000, 2, 8)));
    }

    [Fact]
    public void A_curve_is_straight_over_log_frequency()
    {
        var curve = new DecibelCurve((100, 0), (400, 12));
        Assert.Equal(6, curve.At(200), 1e-9);
        Assert.Equal(0, curve.At(0));
        Assert.Equal(12, curve.At(9999));
        Assert.Throws<ArgumentException>(() => new DecibelCurve((100, 0), (100, 1)));
        Assert.Throws<ArgumentException>(() => new DecibelCurve());
    }

    [Fact]
    public void A_pose_turns_places_into_the_frame_of_the_head_and_back()
    {
        HeadPose pose = HeadPose.InFront(2, 0.1, 0.2, yawDeg: 30);
        Vector3D place = new(0.1, -0.3, 0.05);
        Assert.True((pose.ToDevice(pose.ToHead(place)) - place).Length < 1e-12);
        // The listener's right is +y of the device.
        Assert.True(HeadPose.InFront(2).ToHead(new Vector3D(0, 0.5, 0)).Y < 0);
        // A head turned to its left has the device on its right.
        Assert.True(HeadPose.InFront(2, yawDeg: 20).ToHead(default).Y < 0);
    }
}
