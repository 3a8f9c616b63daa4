using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Neural.Optimizers;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Optimizers;

public sealed class OptimizerTests
{
    // Three steps of w^2 / 2 by hand: the gradient is w.
    [Fact]
    public void Sgd_with_momentum_follows_its_formula()
    {
        Linear<double> model = One(1);
        var optimizer = new Sgd<double>(model, momentum: 0.5);
        (double w, double v) = (1, 0);
        for (int step = 0; step < 3; step++)
        {
            Descend(model, optimizer, 0.1);
            v = (0.5 * v) + w;
            w -= 0.1 * v;
            Assert.Equal(w, model.Weight.Values[0], 1e-15);
        }
    }

    [Fact]
    public void AdamW_follows_its_formula()
    {
        Linear<double> model = One(1);
        var optimizer = new AdamW<double>(model, new() { WeightDecay = 0.1 });
        (double w, double m, double v) = (1, 0, 0);
        for (int step = 1; step <= 4; step++)
        {
            double g = w;
            Descend(model, optimizer, 0.01);
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            w -= 0.01 * 0.1 * w;
            w -= 0.01 * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8);
            Assert.Equal(w, model.Weight.Values[0], 1e-12);
        }
    }

    [Fact]
    public void Adagrad_follows_its_formula()
    {
        Linear<double> model = One(1);
        var optimizer = new Adagrad<double>(model);
        (double w, double sum) = (1, 0);
        for (int step = 0; step < 3; step++)
        {
            double g = w;
            Descend(model, optimizer, 0.1);
            sum += g * g;
            w -= 0.1 * g / Math.Sqrt(sum);
            Assert.Equal(w, model.Weight.Values[0], 1e-9);
        }
    }

    [Fact]
    public void Decay_spares_biases_and_frozen_parameters_stay()
    {
        var model = new Linear<double>(700, 1, new SeededRandom(1));
        model.Bias!.Values[0] = 5;
        double[] before = model.Weight.Values.ToArray();
        var tape = new Tape<double>();
        tape.Backward(model.Forward(tape.Constant(new Shape("TC", 1, 700), new double[700])).Sum() * 0);
        new AdamW<double>(model, new() { WeightDecay = 0.5 }).Step(tape.Gradients, 0.1);
        Assert.Equal(5, model.Bias.Values[0]);
        Assert.Equal(before.Select(value => value * 0.95), model.Weight.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        model.Weight.IsFrozen = true;
        new AdamW<double>(model, new() { WeightDecay = 0.5 }).Step(tape.Gradients, 0.1);
        Assert.Equal(before[0] * 0.95, model.Weight.Values[0], 1e-12);
    }

    [Fact]
    public void Clipping_keeps_the_direction()
    {
        Linear<double> model = One(4);
        var optimizer = new Sgd<double>(model);
        var tape = new Tape<double>();
        tape.Backward(tape.Use(model.Weight).Square().Sum() * 0.5);
        Assert.Equal(4, GradientNorm.Clip(tape.Gradients, optimizer.Parameters, 10), 1e-12);
        Assert.Equal(4, tape.Gradients[model.Weight][0], 1e-12);
        Assert.Equal(4, GradientNorm.Clip(tape.Gradients, optimizer.Parameters, 0.5), 1e-12);
        Assert.Equal(0.5, tape.Gradients[model.Weight][0], 1e-12);
    }

    [Fact]
    public void An_average_swaps_in_and_out()
    {
        Linear<double> model = One(1);
        var average = new WeightAverage<double>(model, 0.5);
        model.Weight.Values[0] = 3;
        average.Update(1_000_000);
        average.Swap();
        Assert.Equal(2, model.Weight.Values[0], 1e-12);
        average.Swap();
        Assert.Equal(3, model.Weight.Values[0]);
    }

    [Fact]
    public void Schedules_rise_and_fall()
    {
        var cosine = new CosineSchedule(1, 10, 110, 0.1);
        Assert.Equal(0.1, cosine.RateAt(0), 1e-12);
        Assert.Equal(1, cosine.RateAt(10), 1e-12);
        Assert.Equal(0.55, cosine.RateAt(60), 1e-12);
        Assert.Equal(0.1, cosine.RateAt(500), 1e-12);
        var hold = new HoldAndDecaySchedule(1, 10, 20, 5, 0.01);
        Assert.Equal(1, hold.RateAt(29), 1e-12);
        Assert.Equal(0.5, hold.RateAt(35), 1e-12);
        Assert.Equal(0.01, hold.RateAt(1000), 1e-12);
        var root = new InverseRootSchedule(1, 100);
        Assert.Equal(1, root.RateAt(99), 1e-12);
        Assert.Equal(0.5, root.RateAt(399), 1e-12);
        Assert.Equal(0.3, new ConstantSchedule(0.3).RateAt(7));
    }

    [Fact]
    public void All_wrong_options_are_listed()
    {
        var error = Assert.Throws<ArgumentException>(() => new AdamW<double>(One(1), new() { Beta1 = 1, WeightDecay = -1 }));
        Assert.Contains("Beta1 is 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("WeightDecay is -1", error.Message, StringComparison.Ordinal);
    }

    private static Linear<double> One(double weight)
    {
        var model = new Linear<double>(1, 1, new SeededRandom(1), hasBias: false);
        model.Weight.Values[0] = weight;
        return model;
    }

    private static void Descend(Linear<double> model, Optimizer<double> optimizer, double rate)
    {
        var tape = new Tape<double>();
        tape.Backward(tape.Use(model.Weight).Square().Sum() * 0.5);
        optimizer.Step(tape.Gradients, rate);
    }
}
