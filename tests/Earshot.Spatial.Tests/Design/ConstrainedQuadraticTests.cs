using System.Numerics;
using Earshot.Signals.Randomness;
using Earshot.Spatial.Design;
using MathNet.Numerics.LinearAlgebra;

namespace Earshot.Spatial.Tests.Design;

public sealed class ConstrainedQuadraticTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_eigenbasis_gives_the_solution_of_the_plain_formula(int count)
    {
        (Complex[,] r, Complex[] c) = Problem(count, 3);
        var problem = new ConstrainedQuadratic(r, c);
        var weights = new Complex[count];
        var wanted = new Complex(0.3, -0.8);
        problem.Solve(-4, wanted, weights);

        // w = d (R + bI)^-1 c* / (c^T (R + bI)^-1 c*) by a general solver.
        Matrix<Complex> m = Matrix<Complex>.Build.DenseOfArray(r);
        double b = m.Trace().Real / count / 16;
        MathNet.Numerics.LinearAlgebra.Vector<Complex> conjugate = MathNet.Numerics.LinearAlgebra.Vector<Complex>.Build.DenseOfArray(c).Conjugate();
        MathNet.Numerics.LinearAlgebra.Vector<Complex> solved = (m + (b * Matrix<Complex>.Build.DenseIdentity(count))).Solve(conjugate);
        Complex scale = wanted / c.Select((x, i) => x * solved[i]).Aggregate(Complex.Add);
        for (int n = 0; n < count; n++)
        {
            Assert.True((weights[n] - (solved[n] * scale)).Magnitude < 1e-9, $"{n}: {weights[n]} for {solved[n] * scale}");
        }
    }

    [Fact]
    public void The_constraint_holds_and_effort_and_rest_are_as_measured()
    {
        (Complex[,] r, Complex[] c) = Problem(4, 9);
        var problem = new ConstrainedQuadratic(r, c);
        var weights = new Complex[4];
        foreach (double log in (double[])[-20, -3, 5])
        {
            problem.Solve(log, Complex.One, weights);
            Complex arrived = c.Select((x, i) => x * weights[i]).Aggregate(Complex.Add);
            Assert.True((arrived - 1).Magnitude < 1e-9, $"{arrived}");
            Assert.Equal(problem.Measure(log).Effort, weights.Sum(w => w.Magnitude * w.Magnitude), 1e-6 * problem.Measure(log).Effort);
        }
    }

    [Fact]
    public void Caps_are_kept_and_targets_reached_with_as_little_as_will_do()
    {
        (Complex[,] r, Complex[] c) = Problem(3, 4);
        var problem = new ConstrainedQuadratic(r, c);
        double cheap = problem.Measure(24).Effort;
        double log = problem.ForEffort(1.5 * cheap);
        Assert.Equal(1.5 * cheap, problem.Measure(log).Effort, 1e-4 * cheap);
        double middle = problem.Measure(-2).Unwanted;
        Assert.Equal(middle, problem.Measure(problem.ForUnwanted(middle)).Unwanted, 1e-4 * middle);
        Assert.True(problem.Measure(problem.ForEffort(0.5 * cheap)).Effort >= cheap * 0.999, "an impossible cap gives the cheapest there is");
    }

    private static (Complex[,] Unwanted, Complex[] Path) Problem(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        Complex Next() => new(random.NextGaussian(), random.NextGaussian());
        Matrix<Complex> half = Matrix<Complex>.Build.Dense(count + 2, count, (_, _) => Next());
        return ((half.ConjugateTranspose() * half).ToArray(), [.. Enumerable.Range(0, count).Select(_ => Next())]);
    }
}
