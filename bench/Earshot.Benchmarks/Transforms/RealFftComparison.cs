using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;

namespace Earshot.Benchmarks.Transforms;

/// <summary>Prints the real transform's time beside FFTW's, measured in turns.</summary>
internal static class RealFftComparison
{
    private const int Rounds = 3000;
    private static readonly string[] Usual = ["256", "320", "480", "512", "640", "882", "960", "1024", "1102", "1920", "2048", "4096"];

    public static int Run(ReadOnlySpan<string> lengths)
    {
        if (!Fftw.IsAvailable)
        {
            Console.Error.WriteLine("FFTW (single precision) was not found: apt-get install libfftw3-single3");
            return 1;
        }

        Console.WriteLine("| length | forward, us | FFTW, us | ratio | inverse, us | FFTW, us | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string text in lengths.Length == 0 ? Usual : lengths)
        {
            if (!int.TryParse(text, out int length) || length < 2 || length % 2 != 0)
            {
                Console.Error.WriteLine($"'{text}' is no length of a real transform: expected an even number, 2 or more");
                return 2;
            }

            Console.WriteLine(Row(length));
        }

        return 0;
    }

    private static string Row(int length)
    {
        var signal = new float[length];
        new SeededRandom(1).FillGaussian(signal);
        var fft = new RealFft(length);
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        using var peer = new FftwRealTransform(signal);
        int calls = Math.Max(2, 20000 / length);
        (double own, double other, double ratio) = Interleaved.Compare(() => fft.Forward(signal, re, im), peer.Forward, calls, Rounds);

        // The inverses run on one spectrum over and over, into memory of their own.
        var output = new float[length];
        (double ownBack, double otherBack, double ratioBack) =
            Interleaved.Compare(() => fft.Inverse(re, im, output), peer.Inverse, calls, Rounds);
        return $"| {length} | {own / 1000:0.00} | {other / 1000:0.00} | {ratio:0.00} | {ownBack / 1000:0.00} | {otherBack / 1000:0.00} | {ratioBack:0.00} |";
    }
}
