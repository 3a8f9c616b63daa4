using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Earshot.Neural.Quantization;
using Earshot.Signals.Randomness;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>Eight million weights, a hundred frames a second: how much of a core they take.</summary>
/// <remarks>
/// Eight matrices of 1024 x 1024, the activations quantized anew for each. "Cached": the same weights over and over. "Cold": after
/// 256 MB of other memory was touched, so that all weights come from memory. Reading the bytes and doing nothing else is the
/// machine's own bound; what four frames at a time cost is divided among them.
/// </remarks>
internal static class QuantizedSection
{
    private const int Size = 1024;
    private const int Matrices = 8;
    private const int FramesTogether = 4;
    private const double FramesPerSecond = 100;
    private static readonly byte[] Other = new byte[256 << 20];

    /// <summary>Measures all widths.</summary>
    public static IEnumerable<NeuralFigure> Run(InterleavedTimer timer, Action<string> progress)
    {
        var weights = new float[Size * Size];
        new SeededRandom(3).FillGaussian(weights);
        var values = new float[FramesTogether * Size];
        new SeededRandom(4).FillGaussian(values);
        progress("reading 8 MB");
        long[] bytes = [.. Enumerable.Range(0, Matrices * Size * Size / sizeof(long)).Select(static i => (long)i)];
        long sum = 0;
        foreach (NeuralFigure figure in Both("reading 8 MB and nothing else", () => sum += Read(bytes), 1, double.NaN, double.NaN))
        {
            yield return figure;
        }

        GC.KeepAlive(sum);
        foreach (int bits in (int[])[8, 4, 3, 2])
        {
            progress($"{bits}-bit weights");
            var options = new QuantizationOptions { Bits = bits, Levels = bits > 3 ? QuantizationLevels.MidTread : QuantizationLevels.MidRise };
            QuantizedMatrix[] matrices = [.. Enumerable.Range(0, Matrices).Select(_ => QuantizedMatrix.Quantize(Size, Size, weights, options))];
            foreach (int frames in (int[])[1, FramesTogether])
            {
                var activations = new QuantizedActivations(Size, frames);
                var target = new float[frames * Size];
                void Frame()
                {
                    foreach (QuantizedMatrix matrix in matrices)
                    {
                        activations.Quantize(values.AsSpan(0, frames * Size), frames);
                        matrix.Multiply(activations, target);
                    }
                }

                string item = $"8 million {bits}-bit weights{(frames > 1 ? $", {frames} frames at a time" : string.Empty)}";
                double cached = bits == 8 ? 1 : double.NaN;
                double cold = bits == 8 ? 3 : bits == 4 ? 1.6 : double.NaN;
                foreach (NeuralFigure figure in Both(item, Frame, frames, cached, cold))
                {
                    yield return figure;
                }

                if (bits == 8 && frames == 1)
                {
                    yield return new NeuralFigure("managed bytes of a frame", Allocated(Frame), "bytes", Reach: 0);
                }
            }
        }

        IEnumerable<NeuralFigure> Both(string item, Action work, int frames, double cached, double cold)
        {
            yield return new NeuralFigure(item + ", cached", Share(timer.Measure(work), frames), "% of a core", Reach: cached);
            yield return new NeuralFigure(item + ", cold", Share(timer.MeasureAfter(TouchOther, work), frames), "% of a core", Reach: cold);
        }
    }

    private static double Share(double seconds, int frames) => seconds / frames * FramesPerSecond * 100;

    private static void TouchOther()
    {
        for (int i = 0; i < Other.Length; i += 64)
        {
            Other[i]++;
        }
    }

    private static long Read(ReadOnlySpan<long> values)
    {
        Vector256<long> first = default;
        Vector256<long> second = default;
        foreach (ref readonly (Vector256<long> First, Vector256<long> Second) line in MemoryMarshal.Cast<long, (Vector256<long>, Vector256<long>)>(values))
        {
            first += line.First;
            second += line.Second;
        }

        return Vector256.Sum(first + second);
    }

    private static long Allocated(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            // A collection elsewhere can show as a few KiB on this thread; what allocates does so every time.
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
