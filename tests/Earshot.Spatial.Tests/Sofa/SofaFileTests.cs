using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Spatial.Heads;
using Earshot.Spatial.Sofa;

namespace Earshot.Spatial.Tests.Sofa;

public sealed class SofaFileTests
{
    private const int Directions = 12;
    private const int Taps = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_written_set_is_read_back(bool isChunked)
    {
        HrirSet set = SofaFile.Parse(Write(isChunked), "made.sofa", "made");
        Assert.Equal(44100, set.SampleRate);
        Assert.Equal(Directions, set.Directions.Count);
        Assert.Equal(90, set.Directions[3].AzimuthDeg, 1e-9);
        Assert.Equal(1.4, set.DistanceM, 1e-9);
        Assert.Equal(1 + (3 * 0.01f), set.Left(3)[2], 1e-6f);
        Assert.Equal(-0.5f, set.Right(3)[5], 1e-6f);
        Assert.Equal(0, set.Left(3)[0]);
    }

    [Fact]
    public void Cartesian_positions_and_delays_are_understood()
    {
        HrirSet set = SofaFile.Parse(Write(isChunked: false, isCartesian: true, delay: 3), "made.sofa", "made");
        Assert.Equal(90, set.Directions[3].AzimuthDeg, 1e-6);
        Assert.Equal(Taps + 3, set.Length);
        Assert.Equal(1 + (3 * 0.01f), set.Left(3)[5], 1e-6f);
    }

    [Fact]
    public void Truncated_and_damaged_files_are_format_errors_and_nothing_else()
    {
        byte[] whole = Write(isChunked: true);
        for (int length = 0; length < whole.Length; length += 13)
        {
            AudioFormatException error = Assert.Throws<AudioFormatException>(() => SofaFile.Parse(whole[..length], "cut.sofa", "cut"));
            Assert.StartsWith("cut.sofa", error.Message, StringComparison.Ordinal);
        }

        var random = new SeededRandom(5);
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] damaged = (byte[])whole.Clone();
            for (int i = 0; i < 3; i++)
            {
                damaged[random.NextInt(damaged.Length)] = (byte)random.NextInt(256);
            }

            try
            {
                SofaFile.Parse(damaged, "damaged.sofa", "damaged");
            }
            catch (AudioFormatException)
            {
                // The one way to say no.
            }
        }
    }

    [Fact]
    public void Other_files_are_told_apart()
    {
        Assert.Contains("empty", Assert.Throws<AudioFormatException>(() => SofaFile.Parse([], "e.sofa", "e")).Message, StringComparison.Ordinal);
        Assert.Contains("not an HDF5", Assert.Throws<AudioFormatException>(() => SofaFile.Parse(new byte[500], "z.sofa", "z")).Message, StringComparison.Ordinal);
        using var file = new TinyHdf();
        file.Add("Something", [2], [1, 2]);
        Assert.Contains("Data.IR", Assert.Throws<AudioFormatException>(() => SofaFile.Parse(file.ToArray(), "s.sofa", "s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kemar_that_ships_with_libmysofa_is_read()
    {
        MeasuredHead? kemar = HeadFiles.FindKemar();
        Assert.SkipWhen(kemar is null, "libmysofa's KEMAR set is not installed (apt-get install libmysofa1)");
        Assert.Equal(710, kemar.Set.Directions.Count);
        Assert.Equal(44100, kemar.Set.SampleRate);
        Assert.Equal(512, kemar.Set.Length);
        Assert.Equal(1.4, kemar.Set.DistanceM, 0.01);
        int left = Enumerable.Range(0, 710).First(i => kemar.Set.Directions[i] is (90, 0));
        Assert.True(Energy(kemar.Set.Left(left)) > 5 * Energy(kemar.Set.Right(left)), "a source at 90 degrees is on the left");
    }

    private static double Energy(ReadOnlySpan<float> taps) => System.Numerics.Tensors.TensorPrimitives.SumOfSquares(taps);

    private static byte[] Write(bool isChunked, bool isCartesian = false, int delay = 0)
    {
        using var file = new TinyHdf();
        var responses = new double[Directions * 2 * Taps];
        var positions = new double[Directions * 3];
        for (int i = 0; i < Directions; i++)
        {
            responses[(2 * i * Taps) + 2] = 1 + (i * 0.01);
            responses[(((2 * i) + 1) * Taps) + 5] = -0.5;
            double azimuth = 30.0 * i;
            double radians = azimuth * Math.PI / 180;
            double[] position = isCartesian ? [1.4 * Math.Cos(radians), 1.4 * Math.Sin(radians), 0] : [azimuth, 0, 1.4];
            position.CopyTo(positions, 3 * i);
        }

        file.Add("Data.IR", [Directions, 2, Taps], responses, isChunked);
        file.Add("Data.SamplingRate", [1], [44100]);
        file.Add("SourcePosition", [Directions, 3], positions, isChunked, isCartesian ? "cartesian" : "spherical");
        file.Add("ReceiverPosition", [2, 3, 1], [0, 0.09, 0, 0, -0.09, 0]);
        file.Add("Data.Delay", [1, 2], [delay, delay]);
        return file.ToArray();
    }
}
