namespace Earshot.Signals.Tests;

/// <summary>Differences between signals in dB.</summary>
internal static class Discrepancy
{
    /// <summary>How far the error of <paramref name="actual"/> lies below the energy of <paramref name="expected"/>.</summary>
    public static double ErrorBelowSignal(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        double signal = 0;
        double error = 0;
        for (int n = 0; n < expected.Length; n++)
        {
            signal += expected[n] * expected[n];
            error += (actual[n] - expected[n]) * (actual[n] - expected[n]);
        }

        return 10 * Math.Log10(signal / Math.Max(error, double.Epsilon));
    }

    /// <summary>How far the error of <paramref name="actual"/> lies below the energy of <paramref name="expected"/>.</summary>
    public static double ErrorBelowSignal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var wide = new double[expected.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(expected, wide.AsSpan());
        return ErrorBelowSignal(wide, actual);
    }
}
