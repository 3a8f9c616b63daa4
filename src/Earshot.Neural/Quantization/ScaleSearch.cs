// The scale of a set of weights that share one.
// Least error: the clipping limit is searched on a grid of 1/64 of the largest weight, then h is set to what is best for those codes,
//   h = sum w v / sum v^2 with v = 2 u - z.
// Source: the alternation is that of S. Lloyd, "Least squares quantization in PCM", 1982, with levels held uniform.
// Cost: with least error about 50 roundings a weight, once when a matrix is packed.
namespace Earshot.Neural.Quantization;

/// <summary>Chooses scales.</summary>
internal static class ScaleSearch
{
    private const int GridSteps = 64;
    private const int FirstStep = 10; // less than 10/64 of the largest weight is never best, at two bits of any usual distribution

    /// <summary>h for a set of weights.</summary>
    public static float Find(ReadOnlySpan<float> weights, in UniformQuantizer quantizer, QuantizationOptions options)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        return options.Clipping switch
        {
            ClippingRule.Percentile => quantizer.ScaleFor(PercentileOf(weights, options.Percentile)),
            ClippingRule.LeastError => LeastError(weights, quantizer, largest),
            _ => quantizer.ScaleFor(largest),
        };
    }

    private static float PercentileOf(ReadOnlySpan<float> weights, double percentile)
    {
        float[] sizes = new float[weights.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Math.Abs(weights[i]);
        }

        Array.Sort(sizes);
        return sizes.Length == 0 ? 0 : sizes[(int)Math.Ceiling((sizes.Length - 1) * percentile / 100)];
    }

    private static float LeastError(ReadOnlySpan<float> weights, in UniformQuantizer quantizer, float largest)
    {
        float best = quantizer.ScaleFor(largest);
        double least = SquaredError(weights, quantizer, best);
        for (int step = FirstStep; step < GridSteps; step++)
        {
            float scale = quantizer.ScaleFor(largest * step / GridSteps);
            double error = SquaredError(weights, quantizer, scale);
            (least, best) = error < least ? (error, scale) : (least, best);
        }

        float refined = Refined(weights, quantizer, best);
        return SquaredError(weights, quantizer, refined) < least ? refined : best;
    }

    private static float Refined(ReadOnlySpan<float> weights, in UniformQuantizer quantizer, float scale)
    {
        double product = 0;
        double energy = 0;
        foreach (float weight in weights)
        {
            double v = quantizer.Level(quantizer.Code(weight, scale), 1);
            product += weight * v;
            energy += v * v;
        }

        return energy > 0 ? (float)(product / energy) : scale;
    }

    private static double SquaredError(ReadOnlySpan<float> weights, in UniformQuantizer quantizer, float scale)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            double error = weight - quantizer.Level(quantizer.Code(weight, scale), scale);
            sum += error * error;
        }

        return sum;
    }
}
