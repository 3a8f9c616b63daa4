using System.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Losses;

/// <summary>Losses that arrange embeddings by class: the last example of each class is compared with the mean of its others and with the means of all other classes.</summary>
public static class MetricLosses
{
    private const double Tiny = 1e-12; // keeps the norm of a zero vector from dividing by zero

    /// <summary>Cross-entropy over negative squared distances to the classes' means (Snell et al. 2017).</summary>
    /// <param name="embeddings"><c>[N, M, D]</c>: N classes of M examples each, M 2 or more.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">There are not three dimensions, or too few examples.</exception>
    public static Tensor<T> Prototypical<T>(this Tensor<T> embeddings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Tensor<T> queries, Tensor<T> means, int[] classes) = Split(nameof(Prototypical), embeddings);

        // -|q - c|^2 without |q|^2, which is the same for all classes and so changes no probability.
        Tensor<T> lengths = means.Square().Sum('D').Reshape(new Shape("P", classes.Length));
        Tensor<T> scores = (queries.MatMul(means, transposeB: true, resultName: 'P') * 2) - lengths;
        return scores.CrossEntropy(classes);
    }

    /// <summary>Cross-entropy over scaled cosines with the classes' means (Chung et al. 2020).</summary>
    /// <param name="embeddings"><c>[N, M, D]</c>: N classes of M examples each, M 2 or more.</param>
    /// <param name="scale">One learned number, above 0; 10 is a good start.</param>
    /// <param name="offset">One learned number; -5 is a good start.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">There are not three dimensions, or too few examples.</exception>
    public static Tensor<T> AngularPrototypical<T>(this Tensor<T> embeddings, Tensor<T> scale, Tensor<T> offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Tensor<T> queries, Tensor<T> means, int[] classes) = Split(nameof(AngularPrototypical), embeddings);
        Tensor<T> cosines = Unit(queries).MatMul(Unit(means), transposeB: true, resultName: 'P');
        return ((cosines * scale.Reshape(Shape.Scalar)) + offset.Reshape(Shape.Scalar)).CrossEntropy(classes);
    }

    // Rows of length 1.
    private static Tensor<T> Unit<T>(Tensor<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T> => rows * rows.Square().Sum('D').Shift(Tiny).Sqrt().Reciprocal();

    private static (Tensor<T> Queries, Tensor<T> Means, int[] Classes) Split<T>(string operation, Tensor<T> embeddings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(embeddings.Shape.Rank == 3 && embeddings.Shape[1] >= 2, operation, "[N, M, D] with two examples or more", embeddings.Shape, nameof(embeddings));
        (int classes, int examples, int size) = (embeddings.Shape[0], embeddings.Shape[1], embeddings.Shape[2]);
        Tensor<T> named = embeddings.Reshape(new Shape("NMD", classes, examples, size));
        Tensor<T> queries = named.Slice(1, examples - 1, 1).Reshape(new Shape("ND", classes, size));
        return (queries, named.Slice(1, 0, examples - 1).Mean('M'), [.. Enumerable.Range(0, classes)]);
    }
}
