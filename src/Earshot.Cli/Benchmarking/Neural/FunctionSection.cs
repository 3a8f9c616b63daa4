using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Functions of arrays beside those of System.Numerics.Tensors, and the transform of a frame.</summary>
internal static class FunctionSection
{
    private const int Count = 4096;
    private const int FrameLength = 960;
    private const string Library = "TensorPrimitives";

    /// <summary>Measures all.</summary>
    public static IEnumerable<NeuralFigure> Run(InterleavedTimer timer, Action<string> progress)
    {
        progress("functions");
        var x = new float[Count];
        var y = new float[Count];
        new SeededRandom(5).FillGaussian(x);
        yield return Compare("exp", () => VectorMath.Exp(x, y), () => TensorPrimitives.Exp(x, y));
        yield return Compare("sigmoid", () => VectorMath.Sigmoid(x, y), () => TensorPrimitives.Sigmoid(x, y));
        yield return Compare("tanh", () => VectorMath.Tanh(x, y), () => TensorPrimitives.Tanh(x, y));
        yield return Compare("softmax", () => VectorMath.Softmax(x, y), () => TensorPrimitives.SoftMax(x, y));

        progress("transform");
        var fft = new RealFft(FrameLength);
        var frame = new float[FrameLength];
        new SeededRandom(6).FillGaussian(frame);
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        yield return new NeuralFigure("real transform of 960 points", timer.Measure(() => fft.Forward(frame, re, im)) * 1e6, "us");

        NeuralFigure Compare(string name, Action own, Action peer)
        {
            (double ownTime, double peerTime, double ratio) = timer.Compare(own, peer);
            return new NeuralFigure(name, ownTime * 1e9 / Count, "ns/element", Library, peerTime * 1e9 / Count, ratio);
        }
    }
}
