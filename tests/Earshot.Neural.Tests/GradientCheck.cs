using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests;

// Compares the gradients of a function on the tape with central differences in double precision. The function's output is weighted by random
// numbers and summed, so that every output element counts. Fresh memory is NaN, so that an operation that forgets an element fails.
internal static class GradientCheck
{
    // Central differences with step h err by about h^2 f''' / 6 + 1e-16 f / h: some 1e-9 for h = 1e-5. The bound leaves a factor of a hundred.
    private const double Step = 1e-5;
    private const double Tolerance = 2e-7;

    public static void Run(Func<Tensor<double>[], Tensor<double>> function, params Shape[] inputs) =>
        Run(function, low: -1, high: 1, inputs);

    public static void Run(Func<Tensor<double>[], Tensor<double>> function, double low, double high, params Shape[] inputs)
    {
        var random = new SeededRandom(17);
        double[][] values = [.. inputs.Select(shape => Enumerable.Range(0, shape.Count).Select(_ => random.NextDouble(low, high)).ToArray())];
        double[][] gradients = Gradients(function, inputs, values);
        for (int k = 0; k < inputs.Length; k++)
        {
            for (int i = 0; i < values[k].Length; i++)
            {
                double at = values[k][i];
                values[k][i] = at + Step;
                double above = Value(function, inputs, values);
                values[k][i] = at - Step;
                double below = Value(function, inputs, values);
                values[k][i] = at;
                double expected = (above - below) / (2 * Step);
                double error = Math.Abs(gradients[k][i] - expected);
                Assert.True(error <= Tolerance * (1 + Math.Abs(expected)), $"input {k}, element {i} of {inputs[k]}: {gradients[k][i]} on the tape, {expected} by differences");
            }
        }
    }

    // The gradients of the parameters of a layer, by the same comparison.
    public static void Run(Module<double> module, Func<Tensor<double>, Tensor<double>> function, Shape input)
    {
        var random = new SeededRandom(23);
        var parameters = module.Parameters.Where(named => named.Parameter.Role != ParameterRole.Statistic).Select(named => named.Parameter).ToList();
        foreach (Parameter<double> parameter in parameters)
        {
            for (int i = 0; i < parameter.Values.Length; i++)
            {
                parameter.Values[i] = random.NextDouble(-0.7, 0.7);
            }
        }

        // The parameters ride on the tape as inputs of the check: it sets them, runs, and reads their gradients.
        Run(tensors => function(tensors[0]), input);
        double[] x = [.. Enumerable.Range(0, input.Count).Select(_ => random.NextDouble(-1, 1))];
        Tape<double> tape = NewTape();
        Weighted(function(tape.Constant(input, x)), out Tensor<double> loss);
        tape.Backward(loss);
        foreach (Parameter<double> parameter in parameters)
        {
            double[] gradient = tape.Gradients[parameter].ToArray();
            Assert.True(gradient.Length == parameter.Values.Length, $"{parameter.Name} was not used");
            for (int i = 0; i < gradient.Length; i++)
            {
                double at = parameter.Values[i];
                double[] sides = [at + Step, at - Step];
                for (int side = 0; side < 2; side++)
                {
                    parameter.Values[i] = sides[side];
                    Tape<double> other = NewTape();
                    Weighted(function(other.Constant(input, x)), out Tensor<double> value);
                    sides[side] = value.Item();
                }

                parameter.Values[i] = at;
                double expected = (sides[0] - sides[1]) / (2 * Step);
                Assert.True(
                    Math.Abs(gradient[i] - expected) <= Tolerance * (1 + Math.Abs(expected)),
                    $"{parameter.Name}, element {i} of {parameter.Shape}: {gradient[i]} on the tape, {expected} by differences");
            }
        }
    }

    private static double[][] Gradients(Func<Tensor<double>[], Tensor<double>> function, Shape[] shapes, double[][] values)
    {
        Tape<double> tape = NewTape();
        Tensor<double>[] tensors = [.. shapes.Select((shape, k) => tape.Variable(shape, values[k]))];
        Weighted(function(tensors), out Tensor<double> loss);
        tape.Backward(loss);
        return [.. tensors.Select(tensor => tensor.Gradient.ToArray())];
    }

    private static double Value(Func<Tensor<double>[], Tensor<double>> function, Shape[] shapes, double[][] values)
    {
        Tape<double> tape = NewTape();
        Weighted(function([.. shapes.Select((shape, k) => tape.Variable(shape, values[k]))]), out Tensor<double> loss);
        return loss.Item();
    }

    private static void Weighted(Tensor<double> output, out Tensor<double> loss)
    {
        var random = new SeededRandom(5);
        double[] weights = [.. Enumerable.Range(0, output.Shape.Count).Select(_ => random.NextDouble(-1, 1))];
        loss = (output * output.Tape.Constant(output.Shape, weights)).Sum();
    }

    private static Tape<double> NewTape() => new(seed: 3, fillsWithNaN: true);
}
