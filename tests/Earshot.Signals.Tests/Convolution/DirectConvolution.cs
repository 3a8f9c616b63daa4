namespace Earshot.Signals.Tests.Convolution;

/// <summary>The convolution sum itself, in double.</summary>
internal static class DirectConvolution
{
    public static double[] Convolve(float[] x, float[] h)
    {
        var y = new double[x.Length + h.Length - 1];
        for (int n = 0; n < x.Length; n++)
        {
            for (int k = 0; k < h.Length; k++)
            {
                y[n + k] += (double)x[n] * h[k];
            }
        }

        return y;
    }
}
