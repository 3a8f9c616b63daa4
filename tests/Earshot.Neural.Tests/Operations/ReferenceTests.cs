using Earshot.Neural.Operations;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Operations;

// Every operation's values against the formula of its documentation, written as plain loops. Gradient checks see a wrong derivative, these see a wrong function.
// Double precision throughout: 1e-12 is some thousand roundings.
public sealed class ReferenceTests
{
    private readonly Tape<double> _tape = new(seed: 1, fillsWithNaN: true);
    private readonly SeededRandom _random = new(12);

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 1, 2, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 3, 6, 0)]
    [InlineData(3, 2, 2, 3)]
    public void Conv1d(int stride, int dilation, int left, int right)
    {
        Tensor<double> x = Draw("BTI", 2, 9, 3);
        Tensor<double> w = Draw("OKI", 4, 3, 3);
        Tensor<double> bias = Draw("O", 4);
        int frames = ((9 + left + right - (2 * dilation) - 1) / stride) + 1;
        Same(x.Conv1d(w, bias, stride, dilation, left, right), 2 * frames * 4, at =>
        {
            (int b, int t, int o) = (at / (frames * 4), at / 4 % frames, at % 4);
            return bias.Values[o] + Sum(3, k => Sum(3, i => w.Values[(((o * 3) + k) * 3) + i] * At(x, b, (t * stride) + (k * dilation) - left, i)));
        });
        Tensor<double> each = Draw("KC", 3, 3);
        Same(x.DepthwiseConv1d(each, null, stride, dilation, left, right), 2 * frames * 3, at =>
        {
            (int b, int t, int c) = (at / (frames * 3), at / 3 % frames, at % 3);
            return Sum(3, k => each.Values[(k * 3) + c] * At(x, b, (t * stride) + (k * dilation) - left, c));
        });
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 3, 2, 0, 2)]
    public void Conv2d(int strideTime, int strideFrequency, int before, int after, int pad)
    {
        Tensor<double> x = Draw("BTFI", 2, 5, 4, 2);
        Tensor<double> w = Draw("OPQI", 3, 3, 2, 2);
        Tensor<double> y = x.Conv2d(w, null, (strideTime, strideFrequency), (before, after), pad);
        (int frames, int bins) = (((5 + before + after - 3) / strideTime) + 1, ((4 + (2 * pad) - 2) / strideFrequency) + 1);
        Same(y, 2 * frames * bins * 3, at =>
        {
            (int b, int t, int f, int o) = (at / (frames * bins * 3), at / (bins * 3) % frames, at / 3 % bins, at % 3);
            return Sum(3, p => Sum(2, q => Sum(2, i =>
            {
                (int frame, int bin) = ((t * strideTime) + p - before, (f * strideFrequency) + q - pad);
                bool inside = frame is >= 0 and < 5 && bin is >= 0 and < 4;
                return inside ? w.Values[(((((o * 3) + p) * 2) + q) * 2) + i] * x.Values[(((((b * 5) + frame) * 4) + bin) * 2) + i] : 0;
            })));
        });
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    public void MatMul(bool transposeA, bool transposeB, bool isShared)
    {
        Tensor<double> a = transposeA ? Draw("BKM", 2, 4, 3) : Draw("BMK", 2, 3, 4);
        Tensor<double> b = (transposeB, isShared) switch
        {
            (false, true) => Draw("KN", 4, 5),
            (true, true) => Draw("NK", 5, 4),
            (false, false) => Draw("BKN", 2, 4, 5),
            _ => Draw("BNK", 2, 5, 4),
        };
        Tensor<double> y = a.MatMul(b, transposeA, transposeB);
        Assert.Equal("[B 2, M 3, N 5]", y.Shape.ToString());
        Same(y, 30, at =>
        {
            (int n, int row, int column) = (at / 15, at / 5 % 3, at % 5);
            return Sum(4, k => a.Values[(n * 12) + (transposeA ? (k * 3) + row : (row * 4) + k)]
                * b.Values[(isShared ? 0 : n * 20) + (transposeB ? (column * 4) + k : (k * 5) + column)]);
        });
    }

    [Fact]
    public void Attention()
    {
        (Tensor<double> q, Tensor<double> k, Tensor<double> v) = (Draw("BTD", 2, 6, 4), Draw("BTD", 2, 6, 4), Draw("BTD", 2, 6, 4));
        Tensor<double> bias = Draw("HR", 2, 5);
        int[] lengths = [6, 4];
        Same(q.Attend(k, v, 2, new AttentionSpan(3, 1), bias, lengths), 48, at =>
        {
            (int b, int i, int d) = (at / 24, at / 4 % 6, at % 4);
            int h = d / 2;
            int[] keys = [.. Enumerable.Range(0, lengths[b]).Where(j => j >= i - 3 && j <= i + 1)];
            double[] powers = [.. keys.Select(j => Math.Exp(
                (Sum(2, c => At(q, b, i, (h * 2) + c) * At(k, b, j, (h * 2) + c)) / Math.Sqrt(2)) + bias.Values[(h * 5) + Math.Clamp(j - i + 2, 0, 4)]))];
            return keys.Length == 0 ? 0 : keys.Select((j, n) => powers[n] / powers.Sum() * At(v, b, j, d)).Sum();
        });
    }

    // A shut gate is as good as a frame that is not there; queries, keys and values may lie side by side.
    [Fact]
    public void Gated_and_packed_attention()
    {
        (Tensor<double> q, Tensor<double> k, Tensor<double> v) = (Draw("BTD", 1, 4, 4), Draw("BTD", 1, 4, 4), Draw("BTD", 1, 4, 4));
        Tensor<double> gates = _tape.Constant(new Shape("BT", 1, 4), [1, 0.5, 1, 0]);
        Tensor<double> gated = q.Attend(k, v, 2, AttentionSpan.Unlimited, keyGates: gates);
        Same(gated, 16, at =>
        {
            (int i, int d) = (at / 4, at % 4);
            double[] powers = [.. Enumerable.Range(0, 4).Select(j => gates.Values[j] * Math.Exp(Sum(2, c => At(q, 0, i, (d / 2 * 2) + c) * At(k, 0, j, (d / 2 * 2) + c)) / Math.Sqrt(2)))];
            return Sum(4, j => powers[j] / powers.Sum() * At(v, 0, j, d));
        });
        Same(Slices.Concat(-1, q, k, v).SelfAttend(2, AttentionSpan.Unlimited, keyGates: gates), 16, at => gated.Values[at]);
        Same(q.Attend(k, v, 2, AttentionSpan.Unlimited, keyGates: gates * 0), 16, _ => 0);
    }

    [Fact]
    public void Gru()
    {
        Tensor<double> x = Draw("BTI", 2, 4, 2);
        (Tensor<double> wi, Tensor<double> wh, Tensor<double> bi, Tensor<double> bh) = (Draw("GI", 9, 2), Draw("GH", 9, 3), Draw("G", 9), Draw("G", 9));
        var expected = new List<double>();
        for (int b = 0; b < 2; b++)
        {
            double[] h = new double[3];
            for (int t = 0; t < 4; t++)
            {
                double In(int g) => bi.Values[g] + Sum(2, i => wi.Values[(g * 2) + i] * At(x, b, t, i));
                double State(int g) => bh.Values[g] + Sum(3, i => wh.Values[(g * 3) + i] * h[i]);
                h = [.. Enumerable.Range(0, 3).Select(u =>
                {
                    (double r, double z) = (Sigmoid(In(u) + State(u)), Sigmoid(In(3 + u) + State(3 + u)));
                    return ((1 - z) * Math.Tanh(In(6 + u) + (r * State(6 + u)))) + (z * h[u]);
                })];
                expected.AddRange(h);
            }
        }

        Same(x.Gru(wi, wh, bi, bh), 24, at => expected[at]);
    }

    [Fact]
    public void Lstm()
    {
        Tensor<double> x = Draw("BTI", 2, 4, 2);
        (Tensor<double> wi, Tensor<double> wh, Tensor<double> bi, Tensor<double> bh) = (Draw("GI", 12, 2), Draw("GH", 12, 3), Draw("G", 12), Draw("G", 12));
        var expected = new List<double>();
        for (int b = 0; b < 2; b++)
        {
            (double[] h, double[] c) = (new double[3], new double[3]);
            for (int t = 0; t < 4; t++)
            {
                double Gate(int g) => bi.Values[g] + bh.Values[g] + Sum(2, i => wi.Values[(g * 2) + i] * At(x, b, t, i)) + Sum(3, i => wh.Values[(g * 3) + i] * h[i]);
                c = [.. Enumerable.Range(0, 3).Select(u => (Sigmoid(Gate(3 + u)) * c[u]) + (Sigmoid(Gate(u)) * Math.Tanh(Gate(6 + u))))];
                h = [.. Enumerable.Range(0, 3).Select(u => Sigmoid(Gate(9 + u)) * Math.Tanh(c[u]))];
                expected.AddRange(h);
            }
        }

        Same(x.Lstm(wi, wh, bi, bh), 24, at => expected[at]);
    }

    [Fact]
    public void Normalizations()
    {
        Tensor<double> x = Draw("BTC", 2, 3, 8);
        (Tensor<double> gain, Tensor<double> offset) = (Draw("C", 8), Draw("C", 8));
        Same(x.GroupNorm(2, gain, offset, 0.1), 48, at => gain.Values[at % 8] * Unit(x, Enumerable.Range(at / 4 * 4, 4), at, 0.1) + offset.Values[at % 8]);
        Same(x.LayerNorm(gain, offset, 0.1), 48, at => gain.Values[at % 8] * Unit(x, Enumerable.Range(at / 8 * 8, 8), at, 0.1) + offset.Values[at % 8]);
        (Tensor<double> mean, Tensor<double> variance) = (Draw("C", 8), Draw("C", 8).Square());
        Same(x.BatchNorm(gain, offset, mean, variance, 0.1), 48, at => gain.Values[at % 8] * Unit(x, Enumerable.Range(0, 6).Select(row => (row * 8) + (at % 8)), at, 0.1) + offset.Values[at % 8]);
        _tape.IsTraining = false;
        Same(x.BatchNorm(gain, offset, mean, variance, 0.1), 48, at =>
            (gain.Values[at % 8] * (x.Values[at] - mean.Values[at % 8]) / Math.Sqrt(variance.Values[at % 8] + 0.1)) + offset.Values[at % 8]);
    }

    // More rows than one vector operation covers, in numbers that divide badly.
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1500)]
    public void Batch_norm_of_many_rows(int rows)
    {
        Tensor<double> x = Draw("TC", rows, 3);
        (Tensor<double> one, Tensor<double> zero) = (_tape.Constant(new Shape("C", 3), [1, 1, 1]), _tape.Constant(new Shape("C", 3), [0, 0, 0]));
        Same(x.BatchNorm(one, zero, zero, one), rows * 3, at => Unit(x, Enumerable.Range(0, rows).Select(row => (row * 3) + (at % 3)), at, 1e-5));
    }

    [Fact]
    public void Pools_and_means()
    {
        Tensor<double> x = Draw("BTC", 2, 7, 3);
        Same(x.MaxPool('T', 3, 2), 18, at => Enumerable.Range(0, 3).Max(k => At(x, at / 9, (at / 3 % 3 * 2) + k, at % 3)));
        Same(x.MeanPool('T', 2), 18, at => Sum(2, k => At(x, at / 9, (at / 3 % 3 * 2) + k, at % 3)) / 2);
        Same(x.CausalMean(0.8), 42, at =>
        {
            (int b, int t, int c) = (at / 21, at / 3 % 7, at % 3);
            return Sum(t + 1, s => Math.Pow(0.8, t - s) * At(x, b, s, c)) / Sum(t + 1, s => Math.Pow(0.8, t - s));
        });
        Same(x.Mean('T'), 6, at => Sum(7, t => At(x, at / 3, t, at % 3)) / 7);
        Same(x.Sum('C'), 14, at => Sum(3, c => At(x, at / 7, at % 7, c)));
        Same(x.Sum(), 1, _ => Sum(42, i => x.Values[i]));
    }

    [Fact]
    public void Element_wise_functions()
    {
        Tensor<double> x = Draw("C", 37);
        Same(x.Relu(), 37, i => Math.Max(x.Values[i], 0));
        Same(x.Sigmoid(), 37, i => Sigmoid(x.Values[i]));
        Same(x.Silu(), 37, i => x.Values[i] * Sigmoid(x.Values[i]));
        Same(x.Gelu(), 37, i => 0.5 * x.Values[i] * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x.Values[i] + (0.044715 * Math.Pow(x.Values[i], 3))))));
        Same(x.Square().Shift(0.5).Power(0.3), 37, i => Math.Pow((x.Values[i] * x.Values[i]) + 0.5, 0.3));
        Same(x.Abs().Shift(1).Reciprocal().Log().Exp().Sqrt(), 37, i => Math.Sqrt(1 / (Math.Abs(x.Values[i]) + 1)));
        Same(x.Softmax(), 37, i => Math.Exp(x.Values[i]) / Sum(37, k => Math.Exp(x.Values[k])));
        Same(x.LogSoftmax(), 37, i => x.Values[i] - Math.Log(Sum(37, k => Math.Exp(x.Values[k]))));
        Same(Draw("C", 600).Scale(300).LogSoftmax().Exp().Sum(), 1, _ => 1);
        Tensor<double> wide = Draw("TC", 2, 6);
        Same(wide.Glu(), 6, i => wide.Values[(i / 3 * 6) + (i % 3)] * Sigmoid(wide.Values[(i / 3 * 6) + 3 + (i % 3)]));
    }

    [Fact]
    public void Arithmetic_repeats_by_name()
    {
        (Tensor<double> x, Tensor<double> gain, Tensor<double> frame) = (Draw("BTC", 2, 3, 5), Draw("BC", 2, 5), Draw("T", 3));
        Same(x * gain, 30, at => x.Values[at] * gain.Values[(at / 15 * 5) + (at % 5)]);
        Same(x - frame, 30, at => x.Values[at] - frame.Values[at / 5 % 3]);
        Same(x.Divide(frame), 30, at => x.Values[at] / frame.Values[at / 5 % 3]);
    }

    [Fact]
    public void Parts_go_where_they_should()
    {
        Tensor<double> x = Draw("BTC", 2, 3, 5);
        Same(x.Slice(1, 1, 2), 20, at => At(x, at / 10, 1 + (at / 5 % 2), at % 5));
        Same(x.Permute("CBT"), 30, at => At(x, at / 3 % 2, at % 3, at / 6));
        Same(x.Permute("TBC"), 30, at => At(x, at / 5 % 2, at / 10, at % 5));
        Same(Slices.Concat(-1, x, x.Slice(-1, 0, 2)), 42, at => At(x, at / 21, at / 7 % 3, at % 7 % 5));
        Same(x.Gather(1, [2, 2, 0, 1]), 40, at => At(x, at / 20, new[] { 2, 2, 0, 1 }[at / 5 % 4], at % 5));
        Same(x.Scatter(1, [3, 0, 3], 4), 40, at => (at / 5 % 4) switch
        {
            0 => At(x, at / 20, 1, at % 5),
            3 => At(x, at / 20, 0, at % 5) + At(x, at / 20, 2, at % 5),
            _ => 0,
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(1, [3]));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    // An element of [B, T, C]; zero outside the frames.
    private static double At(Tensor<double> x, int b, int t, int c) =>
        t < 0 || t >= x.Shape[1] ? 0 : x.Values[(((b * x.Shape[1]) + t) * x.Shape[2]) + c];

    // The element at a place, normalised by a set of elements.
    private static double Unit(Tensor<double> x, IEnumerable<int> among, int at, double epsilon)
    {
        double[] values = [.. among.Select(i => x.Values[i])];
        double variance = values.Sum(value => (value - values.Average()) * (value - values.Average())) / values.Length;
        return (x.Values[at] - values.Average()) / Math.Sqrt(variance + epsilon);
    }

    private static void Same(Tensor<double> actual, int count, Func<int, double> expected)
    {
        Assert.Equal(count, actual.Shape.Count);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(expected(i), actual.Values[i], 1e-12);
        }
    }

    private Tensor<double> Draw(string names, params int[] lengths)
    {
        var shape = new Shape(names, lengths);
        return _tape.Constant(shape, [.. Enumerable.Range(0, shape.Count).Select(_ => _random.NextDouble(-1, 1))]);
    }
}
