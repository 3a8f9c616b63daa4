using Earshot.Signals.Streaming;

namespace Earshot.Signals.Measures;

// The two-stage frequency weighting of ITU-R BS.1770-4, annex 1: a head shelf and a high-pass (RLB).
// The recommendation prints digital coefficients at 48 kHz only. Other rates: the bilinear transform is undone (p = j tan(pi f / 48000)),
// which gives the analogue prototype c0 + c1 p + c2 p^2, and done again with p scaled so that the stage's own corner frequency keeps
// its place. At 48 kHz the scale is 1 and the printed numbers come back. Cost: 9 multiply-adds a sample, in double.
internal sealed class KWeighting
{
    internal const int MinimumSampleRate = 4000; // the shelf's corner, 1682 Hz, has to lie below half the rate

    private const double PrintedRate = 48000; // Hz

    private readonly double[] _shelf; // [b0, b1, b2, a1, a2]
    private readonly double[] _highPass; // [b0, b1, b2, a1, a2]
    private double _shelf1;
    private double _shelf2;
    private double _highPass1;
    private double _highPass2;

    internal KWeighting(int sampleRate)
    {
        _shelf = Shelf(sampleRate);
        _highPass = HighPass(sampleRate);
    }

    // BS.1770-4, table 1.
    internal static double[] Shelf(int sampleRate) =>
        AtRate(sampleRate, [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585]);

    // BS.1770-4, table 2.
    internal static double[] HighPass(int sampleRate) =>
        AtRate(sampleRate, [1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621]);

    // Filters the samples and adds the squares of the result to the sum, one after another: the order does not depend on block lengths.
    internal void AddSquares(ReadOnlySpan<float> samples, ref double sum)
    {
        double b0 = _shelf[0], b1 = _shelf[1], b2 = _shelf[2], a1 = _shelf[3], a2 = _shelf[4];
        double d0 = _highPass[0], d1 = _highPass[1], d2 = _highPass[2], c1 = _highPass[3], c2 = _highPass[4];
        double s1 = _shelf1, s2 = _shelf2, h1 = _highPass1, h2 = _highPass2;
        double total = sum;
        foreach (float sample in samples)
        {
            double x = Finite.OrZero(sample);
            double y = (b0 * x) + s1;
            s1 = (b1 * x) - (a1 * y) + s2;
            s2 = (b2 * x) - (a2 * y);
            double z = (d0 * y) + h1;
            h1 = (d1 * y) - (c1 * z) + h2;
            h2 = (d2 * y) - (c2 * z);
            total += z * z;
        }

        _shelf1 = s1;
        _shelf2 = s2;
        _highPass1 = h1;
        _highPass2 = h2;
        sum = total;
    }

    // Called between blocks: a tail below any level that matters must not decay into slow subnormal numbers.
    internal void DropTail()
    {
        const double Inaudible = 1e-30;
        if (Math.Abs(_shelf1) + Math.Abs(_shelf2) + Math.Abs(_highPass1) + Math.Abs(_highPass2) < Inaudible)
        {
            Reset();
        }
    }

    internal void Reset() => _shelf1 = _shelf2 = _highPass1 = _highPass2 = 0;

    private static double[] AtRate(int sampleRate, double[] printed)
    {
        // 1. Undo the bilinear transform: z^-1 = (1 - p) / (1 + p). reads the printed b, a -> n0..n2, d0..d2.
        (double n0, double n1, double n2) = Prototype(printed[0], printed[1], printed[2]);
        (double d0, double d1, double d2) = Prototype(1, printed[3], printed[4]);
        if (sampleRate == (int)PrintedRate)
        {
            return printed;
        }

        // 2. Pin the pole frequency: p at 48 kHz equals scale times p at the new rate there.
        double corner = Math.Atan(Math.Sqrt(d0 / d2)); // pi f / 48000
        double scale = Math.Tan(corner) / Math.Tan(corner * PrintedRate / sampleRate);
        (n1, n2, d1, d2) = (n1 * scale, n2 * scale * scale, d1 * scale, d2 * scale * scale);

        // 3. Transform back: p = (1 - z^-1) / (1 + z^-1), normalised to a0 = 1.
        double a0 = d0 + d1 + d2;
        return
        [
            (n0 + n1 + n2) / a0, 2 * (n0 - n2) / a0, (n0 - n1 + n2) / a0,
            2 * (d0 - d2) / a0, (d0 - d1 + d2) / a0,
        ];
    }

    private static (double C0, double C1, double C2) Prototype(double x0, double x1, double x2) =>
        (x0 + x1 + x2, 2 * (x0 - x2), x0 - x1 + x2);
}
