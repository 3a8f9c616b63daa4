namespace Earshot.Signals.Tests.Resampling;

/// <summary>The resampler in its plainest form: every output sample is the whole sum over the input, in double, no tables.</summary>
internal static class ResamplerReference
{
    /// <summary>y[n] = sum over i of x[i] h(t - i), t = (n - delay) inputRate / (outputRate (1 + skew)).</summary>
    public static double[] Convert(float[] x, int inputRate, int outputRate, double stopBandDb, double passBand, double skewPpm, double delay)
    {
        double rate = outputRate * (1 + (skewPpm * 1e-6));
        double nyquist = 0.5 * Math.Min(1, rate / inputRate);
        double cutoff = 0.5 * (nyquist + (passBand * nyquist));
        double half = 0.5 * (stopBandDb - 7.95) / (2.285 * 2 * Math.PI * (nyquist - (passBand * nyquist)));
        double beta = 0.1102 * (stopBandDb - 8.7);
        double scale = 1 / Bessel(beta);
        var y = new double[(int)Math.Floor((x.Length * rate / inputRate) + delay + 0.5)];
        for (int n = 0; n < y.Length; n++)
        {
            double t = (n - delay) * inputRate / rate;
            double gain = 0;
            int first = (int)Math.Ceiling(t - half);
            int last = (int)Math.Floor(t + half);
            for (int i = first; i <= last; i++)
            {
                double h = scale * Kernel(t - i, cutoff, half, beta);
                gain += h;
                y[n] += i >= 0 && i < x.Length ? x[i] * h : 0;
            }

            y[n] /= gain;
        }

        return y;
    }

    private static double Kernel(double t, double cutoff, double half, double beta)
    {
        double u = t / half;
        double angle = 2 * Math.PI * cutoff * t;
        double sinc = angle == 0 ? 1 : Math.Sin(angle) / angle;
        return 2 * cutoff * sinc * Bessel(beta * Math.Sqrt(Math.Max(0, 1 - (u * u))));
    }

    // I0(x) = mean over a half turn of exp(x cos phi): the integral, not the series of the library.
    private static double Bessel(double x)
    {
        const int Steps = 24;
        double sum = 0;
        for (int k = 0; k < Steps; k++)
        {
            sum += Math.Exp(x * Math.Cos(Math.PI * (k + 0.5) / Steps));
        }

        return sum / Steps;
    }
}
