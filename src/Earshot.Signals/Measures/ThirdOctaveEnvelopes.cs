using Earshot.Signals.Transforms;

namespace Earshot.Signals.Measures;

// The front end of STOI (Taal et al. 2011, section II): 25.6 ms Hann frames at 10 kHz with 50 % overlap, zero-padded to 512, power summed
// into 15 one-third-octave bands from 150 Hz, square root. Band edges go to the nearest bin, as in the authors' program.
internal static class ThirdOctaveEnvelopes
{
    internal const int SampleRate = 10000; // Hz
    internal const int FrameLength = 256;
    internal const int HopLength = 128;
    internal const int BandCount = 15;

    private const int FftLength = 512;
    private const double LowestCentreHz = 150;
    private const double SilenceDb = 40; // frames this far below the loudest one are left out

    // Hann without its two zeros.
    internal static readonly float[] Window =
        [.. Enumerable.Range(1, FrameLength).Select(n => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / (FrameLength + 1)))))];

    // Joins the frames of both signals where the reference is not silent; overlapped windows add up to 1 but for 0.4 %.
    internal static (float[] Reference, float[] Degraded) RemoveSilence(ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded)
    {
        int count = FrameCount(reference.Length);
        var levels = new double[count];
        for (int t = 0; t < count; t++)
        {
            double energy = 0;
            for (int n = 0; n < FrameLength; n++)
            {
                double x = Window[n] * reference[(t * HopLength) + n];
                energy += x * x;
            }

            levels[t] = Decibels.FromPower(energy);
        }

        double gate = count == 0 ? 0 : levels.Max() - SilenceDb;
        int[] kept = [.. Enumerable.Range(0, count).Where(t => levels[t] > gate)];
        int length = kept.Length == 0 ? 0 : ((kept.Length - 1) * HopLength) + FrameLength;
        var x2 = new float[length];
        var y2 = new float[length];
        for (int i = 0; i < kept.Length; i++)
        {
            for (int n = 0; n < FrameLength; n++)
            {
                x2[(i * HopLength) + n] += Window[n] * reference[(kept[i] * HopLength) + n];
                y2[(i * HopLength) + n] += Window[n] * degraded[(kept[i] * HopLength) + n];
            }
        }

        return (x2, y2);
    }

    // [band][frame], amplitude
    internal static double[][] Analyze(ReadOnlySpan<float> signal)
    {
        int count = FrameCount(signal.Length);
        var bands = new double[BandCount][];
        for (int b = 0; b < BandCount; b++)
        {
            bands[b] = new double[count];
        }

        var fft = new RealFft(FftLength);
        var frame = new float[FftLength];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        for (int t = 0; t < count; t++)
        {
            for (int n = 0; n < FrameLength; n++)
            {
                frame[n] = Window[n] * signal[(t * HopLength) + n];
            }

            fft.Forward(frame, re, im);
            for (int b = 0; b < BandCount; b++)
            {
                double power = 0;
                for (int k = EdgeBin((2 * b) - 1); k < EdgeBin((2 * b) + 1); k++)
                {
                    power += ((double)re[k] * re[k]) + ((double)im[k] * im[k]);
                }

                bands[b][t] = Math.Sqrt(power);
            }
        }

        return bands;
    }

    // The last frame that would end exactly with the signal is left out, as in the authors' program.
    private static int FrameCount(int length) => length <= FrameLength ? 0 : ((length - FrameLength - 1) / HopLength) + 1;

    // The bin nearest to the edge that lies `sixths` sixths of an octave above the lowest centre.
    private static int EdgeBin(int sixths) =>
        (int)Math.Round(LowestCentreHz * Math.Pow(2, sixths / 6.0) * FftLength / SampleRate);
}
