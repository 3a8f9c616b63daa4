using Earshot.Neural.Layers;
using Earshot.Neural.Tests.Training;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Layers;

// Streams in float32 read packed weights.
public sealed class FloatStreamTests
{
    public static TheoryData<string> Names => [.. KnownNetworks.Makers.Keys];

    // Sums of some tens of terms of size 1 in other orders differ by some 1e-6; 2e-5 leaves room for depth.
    [Theory]
    [MemberData(nameof(Names))]
    public void Step_form_equals_whole_form(string network)
    {
        var model = (StreamingLayer<float>)KnownNetworks.Makers[network](new SeededRandom(1));
        const int Frames = 40;
        float[] x = new float[Frames * model.InputSize];
        new SeededRandom(2).FillGaussian(x);
        Compare();

        // A stream that begins after the weights have changed sees the new ones.
        foreach (NamedParameter<float> named in model.Parameters.Where(named => named.Parameter.Role == ParameterRole.Weight))
        {
            foreach (ref float value in named.Parameter.Values)
            {
                value *= -0.9f;
            }
        }

        Compare();

        void Compare()
        {
            var tape = new Tape<float> { IsTraining = false, IsRecording = false };
            float[] whole = model.Forward(tape.Constant(new Shape("BTF", 1, Frames, model.InputSize), x)).Values.ToArray();
            LayerState state = model.NewState();
            float[] output = new float[model.OutputSize];
            for (int t = 0; t < Frames; t++)
            {
                Assert.True(model.Step(x.AsSpan(t * model.InputSize, model.InputSize), output, state));
                for (int i = 0; i < output.Length; i++)
                {
                    Assert.Equal(whole[(t * output.Length) + i], output[i], 2e-5f);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string network)
    {
        var model = (StreamingLayer<float>)KnownNetworks.Makers[network](new SeededRandom(1));
        LayerState state = model.NewState();
        float[] frame = new float[model.InputSize];
        float[] output = new float[model.OutputSize];
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            for (int t = 0; t < 100; t++)
            {
                model.Step(frame, output, state);
            }
        }));
    }
}
