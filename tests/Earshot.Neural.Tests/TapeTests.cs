using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests;

public sealed class TapeTests
{
    private static readonly Shape Pair = new("C", 2);

    [Fact]
    public void A_tensor_of_a_step_that_is_over_is_refused()
    {
        var tape = new Tape<float>();
        Tensor<float> x = tape.Constant(Pair, [1, 2]);
        tape.Reset();
        Assert.Contains("step that is over", Assert.Throws<InvalidOperationException>(() => x.Values[0]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => x.Relu());
    }

    [Fact]
    public void Errors_name_operation_expectation_and_operand()
    {
        var tape = new Tape<float>();
        Tensor<float> x = tape.Constant(new Shape("MK", 1, 2), [1, 2]);
        var error = Assert.Throws<ShapeException>(() => x.MatMul(tape.Constant(new Shape("KN", 3, 1), [1, 2, 3])));
        Assert.Contains("MatMul: [2, N]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[K 3, N 1] was given", error.Message, StringComparison.Ordinal);
        Assert.Equal("b", error.ParamName);
        Assert.Contains("[M 1, K 2] in its order", Assert.Throws<ShapeException>(() => x + tape.Constant(new Shape("X", 2), [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => tape.Constant(Pair, [1, 2, 3]));
        Assert.Throws<ShapeException>(() => tape.Backward(x));
        Assert.Throws<ShapeException>(() => x.Conv1d(x));
        Assert.Throws<ShapeException>(() => x.Gru(x, x, x, x));
        Assert.Throws<ArgumentException>(() => x.Mean('T'));
    }

    [Fact]
    public void Gradients_of_parameters_add_up_until_cleared()
    {
        var weight = new Parameter<float>("weight", Pair).Constant(3);
        var tape = new Tape<float>();
        for (int pass = 1; pass <= 2; pass++)
        {
            tape.Backward(tape.Use(weight).Square().Sum(), scale: 0.5);
            Assert.Equal([3f * pass, 3f * pass], tape.Gradients[weight].ToArray());
            tape.Reset();
        }

        tape.Gradients.Clear();
        Assert.Equal([0f, 0f], tape.Gradients[weight].ToArray());
    }

    [Fact]
    public void Going_backwards_twice_is_refused()
    {
        var tape = new Tape<float>();
        Tensor<float> loss = tape.Variable(Pair, [1, 2]).Sum();
        tape.Backward(loss);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(loss));
    }

    [Fact]
    public void Frozen_and_stopped_values_get_no_gradient()
    {
        var frozen = new Parameter<float>("frozen", Pair) { IsFrozen = true };
        var tape = new Tape<float>();
        Tensor<float> x = tape.Variable(Pair, [1, 2]);
        Tensor<float> y = x.Square().StopGradient() + tape.Use(frozen);
        Assert.False(y.NeedsGradient);
        tape.Backward((y * x).Sum());
        Assert.Equal([1f, 4f], x.Gradient.ToArray());
        Assert.Equal([0f, 0f], tape.Gradients[frozen].ToArray());
    }

    [Fact]
    public void Straight_through_gives_one_value_and_the_gradient_of_another()
    {
        var tape = new Tape<float>();
        Tensor<float> soft = tape.Variable(Pair, [0.2f, 0.8f]);
        Tensor<float> y = soft.StraightThrough(tape.Constant(Pair, [0, 1]));
        Assert.Equal([0f, 1f], y.Values.ToArray());
        tape.Backward((y * tape.Constant(Pair, [3, 5])).Sum());
        Assert.Equal([3f, 5f], soft.Gradient.ToArray());
    }

    [Fact]
    public void A_scaled_gradient_can_be_reversed()
    {
        var tape = new Tape<float>();
        Tensor<float> x = tape.Variable(Pair, [1, 2]);
        tape.Backward(x.ScaleGradient(-2).Sum());
        Assert.Equal([-2f, -2f], x.Gradient.ToArray());
    }

    [Fact]
    public void Values_alone_leave_no_records()
    {
        var tape = new Tape<float> { IsRecording = false };
        var layer = new Linear<float>(2, 2, new SeededRandom(1));
        Tensor<float> y = layer.Forward(tape.Constant(new Shape("TC", 1, 2), [1, 2]));
        Assert.False(y.NeedsGradient);
        Assert.Empty(tape.Recorded);
    }

    // The checkpointed model gives the same gradients, noise included, from less memory.
    [Fact]
    public void Checkpoints_save_memory_and_change_nothing()
    {
        var blocks = new List<Gru<double>>();
        for (int i = 0; i < 4; i++)
        {
            blocks.Add(new Gru<double>(8, 8, new SeededRandom((ulong)i)));
        }

        var random = new SeededRandom(9);
        double[] x = [.. Enumerable.Range(0, 400 * 8).Select(_ => random.NextDouble(-1, 1))];
        (double[][] plain, long whole) = Gradients(checkpoints: false);
        (double[][] again, long saved) = Gradients(checkpoints: true);
        Assert.Equal(plain, again);
        Assert.True(saved < whole, $"{saved} elements with checkpoints, {whole} without");

        (double[][] Gradients, long Capacity) Gradients(bool checkpoints)
        {
            var tape = new Tape<double>(seed: 4);
            Tensor<double> y = tape.Variable(new Shape("BTC", 1, 400, 8), x);
            Tensor<double> input = y;
            foreach (Gru<double> block in blocks)
            {
                y = checkpoints ? tape.Checkpoint((a, _) => block.Forward(a).Dropout(0.2), y) : block.Forward(y).Dropout(0.2);
            }

            tape.Backward(y.Square().Sum());
            return ([.. blocks.SelectMany(block => block.Parameters).Select(named => tape.Gradients[named.Parameter].ToArray()), input.Gradient.ToArray()], tape.Capacity);
        }
    }

    [Fact]
    public void A_checkpointed_function_must_name_its_inputs()
    {
        var tape = new Tape<float>();
        Tensor<float> x = tape.Variable(Pair, [1, 2]);
        Tensor<float> outside = tape.Variable(Pair, [3, 4]);
        Tensor<float> y = tape.Checkpoint((a, _) => a * outside, x);
        Assert.Contains("pass it as an input", Assert.Throws<InvalidOperationException>(() => tape.Backward(y.Sum())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_follows_the_seed()
    {
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));

        static float[] Draw(ulong seed)
        {
            var tape = new Tape<float>();
            tape.Reset(seed);
            return tape.Constant(new Shape("C", 64), Enumerable.Repeat(1f, 64).ToArray()).Dropout(0.5).AddGumbel().Values.ToArray();
        }
    }

    // 10,000 draws of a share of 0.3: one standard deviation is 0.0046, five are 0.023.
    [Fact]
    public void Dropout_drops_its_share_and_keeps_the_mean()
    {
        var tape = new Tape<float>(seed: 8);
        float[] y = tape.Constant(new Shape("C", 10_000), Enumerable.Repeat(1f, 10_000).ToArray()).Dropout(0.3).Values.ToArray();
        Assert.InRange(y.Count(value => value == 0) / 10_000.0, 0.277, 0.323);
        Assert.All(y.Where(value => value != 0), value => Assert.Equal(1 / 0.7f, value, 1e-6f));
        tape.IsTraining = false;
        Tensor<float> same = tape.Constant(Pair, [1, 2]);
        Assert.Same(same, same.Dropout(0.3));
    }

    // The share of draws that the noise turns to class 0 is its probability, 0.731: five standard deviations of 5,000 draws are 0.031.
    [Fact]
    public void The_maximum_under_gumbel_noise_is_a_draw_from_the_softmax()
    {
        var tape = new Tape<float>(seed: 8);
        float[] logits = [.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? 1f : 0)];
        float[] y = tape.Constant(new Shape("C", 10_000), logits).AddGumbel().Values.ToArray();
        double share = Enumerable.Range(0, 5_000).Count(i => y[2 * i] > y[(2 * i) + 1]) / 5_000.0;
        Assert.InRange(share, 0.700, 0.762);
    }
}
