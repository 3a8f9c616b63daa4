using System.Runtime.InteropServices;
using Earshot.Neural.Quantization;
using Earshot.Signals.Randomness;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Eight linear layers of 1024 x 1024 int8 weights, one frame, each layer's input quantized as it comes: beside ONNX Runtime.</summary>
internal static class ChainSection
{
    private const int Size = 1024;
    private const int Layers = 8;

    /// <summary>Measures the chain in cache.</summary>
    public static IEnumerable<NeuralFigure> Run(InterleavedTimer timer, OnnxRuntime? peer, Action<string> progress)
    {
        progress("chain of int8 layers");
        var random = new SeededRandom(7);
        var quantizer = new UniformQuantizer(8, QuantizationLevels.MidTread);

        // Each layer adds up 1024 products: weights of this size keep the level. One scale for a matrix, as the peer's operators have it.
        const float Largest = 5f / 32;
        float scale = quantizer.ScaleFor(Largest);
        byte[][] codes = [.. Enumerable.Range(0, Layers).Select(_ => Codes(random, quantizer, scale))];
        float[] scales = new float[Size];
        Array.Fill(scales, scale);
        QuantizedMatrix[] matrices = [.. codes.Select(layer => QuantizedMatrix.FromCodes(Size, Size, quantizer, 0, layer, scales))];
        var values = new float[Size];
        random.FillGaussian(values);
        var a = new float[Size];
        var b = new float[Size];
        var activations = new QuantizedActivations(Size);
        void Own()
        {
            values.CopyTo(a, 0);
            foreach (QuantizedMatrix matrix in matrices)
            {
                activations.Quantize(a);
                matrix.Multiply(activations, b);
                (a, b) = (b, a);
            }
        }

        const string Item = "chain of 8 int8 layers, one frame";
        if (peer is null)
        {
            yield return new NeuralFigure(Item, timer.Measure(Own) * 1e6, "us");
            yield break;
        }

        var results = new float[Size];
        Action run = peer.Load(Model(codes, quantizer, scale), "x0", $"x{Layers}", [1, Size], values, results);
        Own();
        run();
        CheckNear(a, results, peer);
        (double own, double other, double ratio) = timer.Compare(Own, run);
        yield return new NeuralFigure(Item, own * 1e6, "us", peer.Name, other * 1e6, ratio, 0.8);
    }

    private static byte[] Codes(SeededRandom random, UniformQuantizer quantizer, float scale)
    {
        var weights = new float[Size * Size];
        random.FillGaussian(weights);
        return [.. weights.Select(weight => (byte)quantizer.Code(weight / 32, scale))];
    }

    // The peer wants [inputs][outputs], signed.
    private static byte[] Signed(byte[] codes, in UniformQuantizer quantizer)
    {
        var signed = new byte[codes.Length];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                signed[(column * Size) + row] = (byte)(sbyte)(codes[(row * Size) + column] - (quantizer.ZeroTwice / 2));
            }
        }

        return signed;
    }

    private static byte[] Model(byte[][] codes, in UniformQuantizer quantizer, float scale)
    {
        var graph = new OnnxGraph();
        float[] step = [2 * scale];
        graph.Constant("step", OnnxGraph.Float, MemoryMarshal.AsBytes(step.AsSpan()), 1);
        for (int layer = 0; layer < Layers; layer++)
        {
            graph.Constant($"w{layer}", OnnxGraph.SignedByte, Signed(codes[layer], quantizer), Size, Size);
            graph.Node("DynamicQuantizeLinear", [$"x{layer}"], [$"q{layer}", $"s{layer}", $"z{layer}"]);
            graph.Node("MatMulInteger", [$"q{layer}", $"w{layer}", $"z{layer}"], [$"i{layer}"]);
            graph.Node("Cast", [$"i{layer}"], [$"f{layer}"], ("to", OnnxGraph.Float));
            graph.Node("Mul", [$"s{layer}", "step"], [$"t{layer}"]);
            graph.Node("Mul", [$"f{layer}", $"t{layer}"], [$"x{layer + 1}"]);
        }

        return graph.Model("x0", $"x{Layers}", 1, Size);
    }

    // Both round activations to 8 bits, but on different grids: after eight layers they agree to some per cent.
    private static void CheckNear(float[] own, float[] other, OnnxRuntime peer)
    {
        double signal = own.Sum(static x => (double)x * x);
        double error = own.Zip(other, static (x, y) => ((double)x - y) * (x - y)).Sum();
        if (!(error < 0.01 * signal))
        {
            throw new InvalidOperationException($"the chain of int8 layers differs from that of {peer.Name} by {10 * Math.Log10(error / signal):0} dB");
        }
    }
}
