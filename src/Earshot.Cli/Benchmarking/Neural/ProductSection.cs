using Earshot.Neural.Kernels;
using Earshot.Signals.Randomness;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Float matrix products, packed as they come and packed once, beside the peers that were found.</summary>
internal static class ProductSection
{
    private static readonly ProductShape[] Shapes =
    [
        ProductShape.Dense(512, 512, 512),
        ProductShape.Dense(1024, 1024, 1024),
        ProductShape.Dense(2048, 1536, 512, transposeB: true),
        ProductShape.Dense(512, 1536, 2048, transposeA: true),
        ProductShape.Dense(32, 1536, 512),
        ProductShape.Dense(16, 768, 256, transposeB: true),
    ];

    /// <summary>Measures all shapes.</summary>
    public static IEnumerable<NeuralFigure> Run(InterleavedTimer timer, IReadOnlyList<IProductPeer> peers, Action<string> progress)
    {
        foreach (ProductShape shape in Shapes)
        {
            foreach (NeuralFigure figure in Shape(timer, shape, peers, progress))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<NeuralFigure> Shape(InterleavedTimer timer, ProductShape shape, IReadOnlyList<IProductPeer> peers, Action<string> progress)
    {
        string name = $"float product {shape.M} x {shape.N} x {shape.K}{(shape.TransposeA ? ", A transposed" : shape.TransposeB ? ", B transposed" : string.Empty)}";
        progress(name);
        float[] a = Gaussian(shape.M * shape.K, 1);
        float[] b = Gaussian(shape.K * shape.N, 2);
        float[] c = new float[shape.M * shape.N];
        float[] other = new float[shape.M * shape.N];
        double giga = 2.0 * shape.M * shape.N * shape.K / 1e9;
        void Own() => MatrixProduct.Multiply<float>(shape, a, b, c);
        foreach (NeuralFigure figure in Beside(name, Own, 0.95))
        {
            yield return figure;
        }

        if (shape.M <= 32)
        {
            var packed = PackedMatrix.From(shape.K, shape.N, b, shape.TransposeB);
            foreach (NeuralFigure figure in Beside(name + ", packed once", () => packed.Multiply(a, c), 1.5))
            {
                yield return figure;
            }
        }

        // The first peer sets the figure to reach; others are there to be seen.
        IEnumerable<NeuralFigure> Beside(string item, Action own, double reach)
        {
            if (peers.Count == 0)
            {
                yield return new NeuralFigure(item, giga / timer.Measure(own), "GFLOP/s");
            }

            for (int i = 0; i < peers.Count; i++)
            {
                IProductPeer peer = peers[i];
                (double ownTime, double peerTime, double ratio) = timer.Compare(own, () => peer.Multiply(shape, a, b, other));
                CheckSame(c, other, item, peer);
                yield return new NeuralFigure(item, giga / ownTime, "GFLOP/s", peer.Name, giga / peerTime, 1 / ratio, i == 0 ? reach : double.NaN, AtLeast: true);
            }
        }
    }

    // A peer that computes something else is no peer. Sums of K products of normal numbers differ by some roundings of their size.
    private static void CheckSame(float[] own, float[] other, string item, IProductPeer peer)
    {
        for (int i = 0; i < own.Length; i++)
        {
            if (Math.Abs(own[i] - other[i]) > 1e-2)
            {
                throw new InvalidOperationException($"{item}: ours gives {own[i]} and {peer.Name} {other[i]} at element {i}");
            }
        }
    }

    private static float[] Gaussian(int count, ulong seed)
    {
        var values = new float[count];
        new SeededRandom(seed).FillGaussian(values);
        return values;
    }
}
