using Earshot.Signals.Measures;

namespace Earshot.Signals.Tests.Measures;

// BS.1770-4, equations 1 to 7, written down plainly: filter everything, cut into blocks, gate the list twice.
internal static class LoudnessReference
{
    internal static double Integrated(AudioBuffer audio)
    {
        int block = audio.SampleRate * 4 / 10;
        int step = audio.SampleRate / 10;
        var powers = new List<double>();
        double[][] filtered = [.. Enumerable.Range(0, audio.ChannelCount).Select(c => Weight(audio.Channel(c), audio.SampleRate))];
        for (int start = 0; start + block <= audio.Length; start += step)
        {
            powers.Add(filtered.Sum(channel => channel.AsSpan(start, block).ToArray().Average(x => x * x)));
        }

        List<double> loud = [.. powers.Where(p => Lufs(p) >= -70)];
        double gate = Lufs(loud.Average()) - 10;
        return Lufs(loud.Where(p => Lufs(p) >= gate).Average());
    }

    private static double Lufs(double power) => -0.691 + (10 * Math.Log10(power));

    private static double[] Weight(ReadOnlySpan<float> samples, int sampleRate) =>
        Filter(Filter([.. samples.ToArray().Select(x => (double)x)], KWeighting.Shelf(sampleRate)), KWeighting.HighPass(sampleRate));

    private static double[] Filter(double[] x, double[] c)
    {
        var y = new double[x.Length];
        for (int n = 0; n < x.Length; n++)
        {
            y[n] = c[0] * x[n];
            y[n] += n > 0 ? (c[1] * x[n - 1]) - (c[3] * y[n - 1]) : 0;
            y[n] += n > 1 ? (c[2] * x[n - 2]) - (c[4] * y[n - 2]) : 0;
        }

        return y;
    }
}
