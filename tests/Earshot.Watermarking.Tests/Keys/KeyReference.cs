using System.Security.Cryptography;
using System.Text;

namespace Earshot.Watermarking.Tests.Keys;

// The documented rule for the signs of a key, written a second time as plainly as it reads.
internal static class KeyReference
{
    public static int[] SyncSigns(byte[] secret) => Enumerable.Range(0, 1000)
        .Select(attempt => Shuffle("earshot watermark key v1", secret, attempt, 192))
        .First(IsAcceptable);

    public static int[] PayloadSigns(byte[] secret) => Shuffle("earshot watermark payload v1", secret, 0, 384);

    // Longest run, peak of the aperiodic autocorrelation, peak of |S|^2 / N by the definition.
    public static (int Run, int Correlation, double Spectrum) Measure(int[] signs)
    {
        int run = signs.Select((sign, i) => signs.Skip(i).TakeWhile(next => next == sign).Count()).Max();
        int correlation = Enumerable.Range(1, signs.Length - 1)
            .Max(lag => Math.Abs(signs.Skip(lag).Zip(signs, (a, b) => a * b).Sum()));
        double spectrum = Enumerable.Range(0, 4 * signs.Length).Max(k =>
        {
            double re = 0;
            double im = 0;
            for (int n = 0; n < signs.Length; n++)
            {
                double angle = 2 * Math.PI * (k * n % (4 * signs.Length)) / (4 * signs.Length);
                re += signs[n] * Math.Cos(angle);
                im += signs[n] * Math.Sin(angle);
            }

            return ((re * re) + (im * im)) / signs.Length;
        });
        return (run, correlation, spectrum);
    }

    private static bool IsAcceptable(int[] signs)
    {
        // The spectrum is dear and comes last.
        int run = signs.Select((sign, i) => signs.Skip(i).TakeWhile(next => next == sign).Count()).Max();
        return run <= 8 && Measure(signs) is { Correlation: <= 36, Spectrum: <= 4.75 };
    }

    private static int[] Shuffle(string label, byte[] secret, int attempt, int count)
    {
        int[] signs = [.. Enumerable.Repeat(1, count / 2), .. Enumerable.Repeat(-1, count / 2)];
        using IEnumerator<int> words = Words(label, secret, attempt).GetEnumerator();
        for (int j = count - 1; j > 0; j--)
        {
            int word;
            do
            {
                words.MoveNext();
                word = words.Current;
            }
            while (word >= 65536 - (65536 % (j + 1)));
            (signs[j], signs[word % (j + 1)]) = (signs[word % (j + 1)], signs[j]);
        }

        return signs;
    }

    private static IEnumerable<int> Words(string label, byte[] secret, int attempt)
    {
        for (int block = 0; ; block++)
        {
            byte[] hash = SHA256.HashData(
                [.. Encoding.ASCII.GetBytes(label), 0, .. secret, .. BitConverter.GetBytes(attempt), .. BitConverter.GetBytes(block)]);
            for (int i = 0; i < hash.Length; i += 2)
            {
                yield return hash[i] + (256 * hash[i + 1]);
            }
        }
    }
}
