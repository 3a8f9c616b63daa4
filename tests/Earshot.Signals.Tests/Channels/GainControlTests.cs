using Earshot.Signals.Channels;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Channels;

public sealed class GainControlTests
{
    private const int Rate = 16000;

    private static float[] Noise(double levelDbfs, double seconds, ulong seed)
    {
        var x = new float[(int)(seconds * Rate)];
        new SeededRandom(seed).FillGaussian(x);
        System.Numerics.Tensors.TensorPrimitives.Multiply(x, (float)Decibels.ToAmplitude(levelDbfs), x);
        return x;
    }

    private static double Level(ReadOnlySpan<float> x) =>
        Decibels.FromPower(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(x) / x.Length);

    [Theory]
    [InlineData(-45)]
    [InlineData(-30)]
    [InlineData(-10)]
    public void Steady_sound_settles_at_the_target(double inputDbfs)
    {
        var control = new GainControl(Rate, new GainControlOptions { TargetDbfs = -20, ReleaseMs = 200 });
        float[] x = Noise(inputDbfs, 3, seed: 1);
        control.Apply(x);
        Assert.Equal(-20, Level(x.AsSpan(2 * Rate)), 0.5);
    }

    [Fact]
    public void Gain_follows_its_two_time_constants()
    {
        // A square wave has the same mean square in every sample, so that the meter settles to a constant.
        var control = new GainControl(
            Rate, new GainControlOptions { TargetDbfs = -20, AttackMs = 100, ReleaseMs = 400, DetectorMs = 1 });
        static float[] Square(double levelDbfs, double seconds)
        {
            var x = new float[(int)(seconds * Rate)];
            for (int n = 0; n < x.Length; n++)
            {
                x[n] = (float)((n % 2 == 0 ? 1 : -1) * Decibels.ToAmplitude(levelDbfs));
            }

            return x;
        }

        // Up: 20 dB wanted; after one time constant 1 - 1/e of it, 12.64 dB.
        control.Apply(Square(-40, 0.4));
        Assert.Equal(12.64, control.GainDb, 0.2);
        control.Apply(Square(-40, 4));
        Assert.Equal(20, control.GainDb, 0.01);

        // Down to 0 dB: after one time constant 1/e of 20 dB is left, 7.36 dB.
        control.Apply(Square(-20, 0.1));
        Assert.Equal(7.36, control.GainDb, 0.4);
        control.Apply(Square(-20, 2));
        Assert.Equal(0, control.GainDb, 0.01);
    }

    [Fact]
    public void Pauses_hold_the_gain_and_limits_bound_it()
    {
        var control = new GainControl(Rate, new GainControlOptions { MaximumGainDb = 12, HoldBelowDbfs = -60, ReleaseMs = 50 });
        control.Apply(Noise(-50, 2, seed: 2));
        Assert.Equal(12, control.GainDb, 0.01);
        control.Apply(Noise(-12, 2, seed: 3));
        double held = control.GainDb;
        Assert.Equal(-8, held, 1.0);
        // The meter needs a moment to see the pause; until it falls below the threshold the gain may rise.
        control.Apply(new float[Rate / 2]);
        double paused = control.GainDb;
        control.Apply(Noise(-75, 5, seed: 4));
        Assert.Equal(paused, control.GainDb, 1e-9);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var bad = new GainControlOptions { TargetDbfs = 1, AttackMs = double.NaN, MinimumGainDb = 10, MaximumGainDb = 0 };
        var thrown = Assert.Throws<ArgumentException>(() => new GainControl(Rate, bad));
        Assert.Equal("options", thrown.ParamName);
        Assert.Contains("TargetDbfs is 1", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("AttackMs is NaN", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("MinimumGainDb is 10", thrown.Message, StringComparison.Ordinal);
    }
}
