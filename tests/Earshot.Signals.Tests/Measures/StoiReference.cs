namespace Earshot.Signals.Tests.Measures;

// STOI and extended STOI once more, from the papers, with plain sums instead of transforms, at 10 kHz only.
internal static class StoiReference
{
    private const int N = 256;
    private const int K = 512;

    internal static (double Stoi, double Extended) Measure(float[] x, float[] y)
    {
        // Silent frames leave both signals; the rest is joined again by overlap and add.
        int[] starts = [.. Enumerable.Range(0, x.Length).Where(s => s % (N / 2) == 0 && s + N < x.Length)];
        double[] db = [.. starts.Select(s => 10 * Math.Log10(Enumerable.Range(0, N).Sum(n => Math.Pow(Hann(n) * x[s + n], 2))))];
        starts = [.. starts.Where((_, i) => db[i] > db.Max() - 40)];
        double[] xj = Join(x, starts);
        double[] yj = Join(y, starts);

        // Envelopes X[band][frame], then the two measures of every segment.
        double[][] xe = Envelopes(xj);
        double[][] ye = Envelopes(yj);
        double stoi = 0;
        double extended = 0;
        int segments = xe[0].Length - 29;
        for (int m = 0; m < segments; m++)
        {
            double[][] xs = [.. xe.Select(band => band[m..(m + 30)])];
            double[][] ys = [.. ye.Select(band => band[m..(m + 30)])];
            for (int j = 0; j < 15; j++)
            {
                double alpha = Math.Sqrt(xs[j].Sum(v => v * v) / ys[j].Sum(v => v * v));
                double[] clipped = [.. ys[j].Zip(xs[j], (b, a) => Math.Min(alpha * b, a * (1 + Math.Pow(10, 0.75))))];
                stoi += Unit(xs[j]).Zip(Unit(clipped), (a, b) => a * b).Sum() / 15;
            }

            double[][] xr = [.. xs.Select(Unit)];
            double[][] yr = [.. ys.Select(Unit)];
            for (int t = 0; t < 30; t++)
            {
                extended += Unit([.. xr.Select(r => r[t])]).Zip(Unit([.. yr.Select(r => r[t])]), (a, b) => a * b).Sum() / 30;
            }
        }

        return (stoi / segments, extended / segments);
    }

    private static double Hann(int n) => 0.5 * (1 - Math.Cos(2 * Math.PI * (n + 1) / (N + 1)));

    private static double[] Unit(double[] v)
    {
        double mean = v.Average();
        double norm = Math.Sqrt(v.Sum(a => (a - mean) * (a - mean)));
        return [.. v.Select(a => (a - mean) / norm)];
    }

    private static double[] Join(float[] x, int[] starts)
    {
        var joined = new double[((starts.Length - 1) * N / 2) + N];
        for (int i = 0; i < starts.Length; i++)
        {
            for (int n = 0; n < N; n++)
            {
                joined[(i * N / 2) + n] += Hann(n) * x[starts[i] + n];
            }
        }

        return joined;
    }

    private static double[][] Envelopes(double[] x)
    {
        int frames = (x.Length - N - 1) / (N / 2) + 1;
        double[][] bands = [.. Enumerable.Range(0, 15).Select(_ => new double[frames])];
        for (int t = 0; t < frames; t++)
        {
            for (int j = 0; j < 15; j++)
            {
                double centre = 150 * Math.Pow(2, j / 3.0);
                int from = (int)Math.Round(centre / Math.Pow(2, 1 / 6.0) * K / 10000);
                int to = (int)Math.Round(centre * Math.Pow(2, 1 / 6.0) * K / 10000);
                double power = 0;
                for (int k = from; k < to; k++)
                {
                    double re = 0;
                    double im = 0;
                    for (int n = 0; n < N; n++)
                    {
                        double w = Hann(n) * x[(t * N / 2) + n];
                        re += w * Math.Cos(2 * Math.PI * k * n / K);
                        im += w * Math.Sin(2 * Math.PI * k * n / K);
                    }

                    power += (re * re) + (im * im);
                }

                bands[j][t] = Math.Sqrt(power);
            }
        }

        return bands;
    }
}
