using Earshot.Denoising.Features;
using Earshot.Denoising.Network;
using Earshot.Neural;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Denoising.Tests.Network;

public sealed class NetworkTests
{
    private static readonly DenoiserArchitecture Tiny = new(8, 12, 3, 10, 2);

    [Theory]
    [InlineData("small", 0.45e6, 0.55e6)]
    [InlineData("default", 1.8e6, 2.2e6)]
    [InlineData("full", 7.5e6, 8.5e6)]
    public void Sizes_are_as_said(string name, double least, double most) =>
        Assert.InRange(DenoiserModel.CreateUntrained(DenoiserArchitecture.Named(name), 1).WeightCount, least, most);

    [Fact]
    public void Steps_equal_the_whole()
    {
        var network = new DenoiserNetwork(Tiny, 3);
        var random = new SeededRandom(4);
        const int frames = 20;
        var features = new float[frames * FeatureVector.Length];
        random.FillGaussian(features);
        var tape = new Tape<float>();
        Tensor<float> whole = network.Forward(tape.Constant(new Shape("BTF", 1, frames, FeatureVector.Length), features));
        var state = new NetworkState(network);
        for (int t = 0; t < frames; t++)
        {
            state.Step(features.AsSpan(t * FeatureVector.Length, FeatureVector.Length));
            for (int b = 0; b < 34; b++)
            {
                // Sums in another order, in float32.
                Assert.Equal(Sigmoid(whole.Values[(t * 69) + b]), state.Gains[b], 1e-5);
                Assert.Equal(Sigmoid(whole.Values[(t * 69) + 34 + b]), state.Strengths[b], 1e-5);
            }

            Assert.Equal(Sigmoid(whole.Values[(t * 69) + 68]), state.VoiceActivity, 1e-5);
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var state = new NetworkState(new DenoiserNetwork(Tiny, 3));
        var features = new float[FeatureVector.Length];
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                state.Step(features);
            }
        }));
    }

    [Fact]
    public void A_model_survives_its_file()
    {
        string path = Path.Combine(Path.GetTempPath(), $"earshot-{Guid.NewGuid():N}.safetensors");
        try
        {
            var model = DenoiserModel.CreateUntrained(Tiny, 5);
            model.Save(path, new Dictionary<string, string>(StringComparer.Ordinal) { ["data"] = "none" });
            DenoiserModel loaded = DenoiserModel.Load(path);
            Assert.Equal(Tiny, loaded.Architecture);
            float[] input = Sounds.Noise(48000, 0.2, 6);
            Assert.Equal(Output(model, input), Output(loaded, input));
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
            Assert.Throws<ModelFormatException>(() => DenoiserModel.Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var model = DenoiserModel.CreateUntrained(Tiny, 5);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DenoiserStream(model, options: new DenoiserOptions { AttenuationLimitDb = double.NaN }));
        Assert.Contains("AttenuationLimitDb", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenoiserStream(model, 44100));
        Assert.Throws<ArgumentException>(() => DenoiserModel.CreateUntrained(Tiny with { RecurrentUnits = 0 }, 1));
    }

    [Fact]
    public void A_limit_of_zero_changes_nothing_but_the_time()
    {
        var stream = new DenoiserStream(DenoiserModel.CreateUntrained(Tiny, 5), options: new DenoiserOptions { AttenuationLimitDb = 0 });
        float[] input = Sounds.Noise(48000, 0.3, 6);
        var output = new float[input.Length];
        for (int start = 0; start < input.Length; start += 480)
        {
            stream.Process(input.AsSpan(start, 480), output.AsSpan(start, 480));
        }

        for (int n = stream.LatencySamples; n < output.Length; n++)
        {
            Assert.Equal(input[n - stream.LatencySamples], output[n], 1e-5f);
        }
    }

    private static float[] Output(DenoiserModel model, float[] input)
    {
        var stream = new DenoiserStream(model);
        var output = new float[input.Length];
        for (int start = 0; start < input.Length; start += 480)
        {
            stream.Process(input.AsSpan(start, 480), output.AsSpan(start, 480));
        }

        return output;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
