using Earshot.Signals.Convolution;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Convolution;

public sealed class MatrixConvolverTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(64, 1)]
    [InlineData(64, 64)]
    [InlineData(64, 65)]
    [InlineData(60, 500)]
    [InlineData(480, 100)]
    public void One_channel_equals_the_plain_sum(int frameLength, int tapCount)
    {
        float[] h = Noise(tapCount, 1);
        float[] x = Noise(frameLength * (2000 / frameLength), 2);
        var convolver = new PartitionedConvolver(16000, frameLength, h);
        float[] y = new float[x.Length];
        for (int start = 0; start < x.Length; start += frameLength)
        {
            convolver.Process(x.AsSpan(start, frameLength), y.AsSpan(start, frameLength));
        }

        // Transforms in float32 leave an error near -130 dB, whatever their length.
        double[] expected = DirectConvolution.Convolve(x, h)[..x.Length];
        Assert.True(Discrepancy.ErrorBelowSignal(expected, y) > 120);
        Assert.Equal(tapCount - 1, convolver.TailLength);
    }

    [Fact]
    public void Every_output_sums_every_input_through_its_own_filter()
    {
        const int Frame = 32;
        const int Length = 20 * Frame;
        float[]?[] h = [Noise(100, 1), Noise(7, 2), null, Noise(250, 3), [], Noise(33, 4)];
        float[] x = Noise(2 * Length, 5);
        var matrix = new ImpulseResponseMatrix(Frame, inputCount: 2, outputCount: 3, (input, output) => h[(output * 2) + input]);
        var convolver = new MatrixConvolver(48000, matrix);
        Assert.Equal((2, 3, 250, 8), (convolver.InputChannelCount, convolver.OutputChannelCount, matrix.TapCount, matrix.PartitionCount));
        float[][] y = [new float[Length], new float[Length], new float[Length]];
        var input = new float[2 * Frame];
        var output = new float[3 * Frame];
        for (int start = 0; start < Length; start += Frame)
        {
            x.AsSpan(start, Frame).CopyTo(input);
            x.AsSpan(Length + start, Frame).CopyTo(input.AsSpan(Frame));
            convolver.Process(input, output);
            for (int o = 0; o < 3; o++)
            {
                output.AsSpan(o * Frame, Frame).CopyTo(y[o].AsSpan(start));
            }
        }

        for (int o = 0; o < 3; o++)
        {
            var expected = new double[Length];
            for (int i = 0; i < 2; i++)
            {
                if (h[(o * 2) + i] is { Length: > 0 } taps)
                {
                    double[] part = DirectConvolution.Convolve(x[(i * Length)..((i + 1) * Length)], taps);
                    expected = [.. expected.Zip(part, (a, b) => a + b)];
                }
            }

            Assert.True(Discrepancy.ErrorBelowSignal(expected, y[o]) > 120, $"output {o}");
        }
    }

    [Fact]
    public void Both_register_widths_give_the_same_bits()
    {
        const int Stride = 64;
        var h = new SpectrumSet(5, Stride);
        var x = new SpectrumSet(5, Stride);
        var wide = new SpectrumSet(1, Stride);
        var narrow = new SpectrumSet(1, Stride);
        var random = new SeededRandom(6);
        for (int p = 0; p < 5; p++)
        {
            random.FillGaussian(h.Real(p));
            random.FillGaussian(h.Imaginary(p));
            random.FillGaussian(x.Real(p));
            random.FillGaussian(x.Imaginary(p));
        }

        for (int bin = 0; bin < Stride; bin += 32)
        {
            SpectralProducts.AddWide(5, Stride, h.At(0).At(bin), x.At(4).At(bin), wide.At(0).At(bin));
            SpectralProducts.AddNarrow(5, Stride, h.At(0).At(bin), x.At(4).At(bin), narrow.At(0).At(bin));
            SpectralProducts.AddNarrow(5, Stride, h.At(0).At(bin + 16), x.At(4).At(bin + 16), narrow.At(0).At(bin + 16));
        }

        Assert.Equal(wide.Real(0), narrow.Real(0));
        Assert.Equal(wide.Imaginary(0), narrow.Imaginary(0));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("frameLength", () => new PartitionedConvolver(16000, 0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new PartitionedConvolver(0, 64, [1]));
        Assert.Throws<ArgumentException>("response", () => new PartitionedConvolver(16000, 64, []));
        Assert.Throws<ArgumentException>("response", () => new PartitionedConvolver(16000, 64, [float.NaN]));
        Assert.Throws<ArgumentException>("input", () => new PartitionedConvolver(16000, 64, [1]).Process(new float[63], new float[64]));
    }

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }
}
