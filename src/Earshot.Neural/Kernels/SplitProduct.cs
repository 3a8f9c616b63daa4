namespace Earshot.Neural.Kernels;

/// <summary>Parts a product by rows or columns of C among threads; never along K, so that each sum stays one chain.</summary>
internal static unsafe class SplitProduct
{
    // Bounds of parts fall between tiles: 24 rows are whole tiles at every width, and so are 32 columns.
    private const int RowStep = 24;

    /// <summary>Runs the product in up to <paramref name="degree"/> parts.</summary>
    public static void Run(int vectorWidth, in ProductShape shape, float* a, float* b, float* c, bool accumulate, int degree)
    {
        if (shape.K == 0)
        {
            Clear(shape, c, accumulate);
            return;
        }

        bool byRows = shape.M >= shape.N;
        int steps = byRows ? Steps(shape.M, RowStep) : Steps(shape.N, PackedPanels.Columns);
        int parts = Math.Min(degree, steps);
        if (parts <= 1)
        {
            FloatProduct.Multiply(vectorWidth, shape, a, b, c, accumulate);
            return;
        }

        PartedJob job = PartedJob.ForThisThread;
        job.Set(new PartedProduct(vectorWidth, shape, a, b, c, accumulate, byRows, parts));
        job.Run();
    }

    /// <summary>Computes one part.</summary>
    public static void Part(in PartedProduct product, int part)
    {
        ProductShape shape = product.Shape;
        float* a = product.A;
        float* b = product.B;
        float* c = product.C;
        if (product.ByRows)
        {
            (int start, int count) = Range(shape.M, RowStep, part, product.Parts);
            a += shape.TransposeA ? start : (nint)start * shape.StrideA;
            c += (nint)start * shape.StrideC;
            shape = shape with { M = count };
        }
        else
        {
            (int start, int count) = Range(shape.N, PackedPanels.Columns, part, product.Parts);
            b += shape.TransposeB ? (nint)start * shape.StrideB : start;
            c += start;
            shape = shape with { N = count };
        }

        FloatProduct.Multiply(product.VectorWidth, shape, a, b, c, product.Accumulate);
    }

    private static int Steps(int size, int step) => (size + step - 1) / step;

    private static (int Start, int Count) Range(int size, int step, int part, int parts)
    {
        int steps = Steps(size, step);
        int start = (int)((long)steps * part / parts) * step;
        int end = Math.Min(size, (int)((long)steps * (part + 1) / parts) * step);
        return (start, end - start);
    }

    private static void Clear(in ProductShape shape, float* c, bool accumulate)
    {
        for (int i = 0; i < shape.M && !accumulate; i++)
        {
            new Span<float>(c + ((nint)i * shape.StrideC), shape.N).Clear();
        }
    }
}
