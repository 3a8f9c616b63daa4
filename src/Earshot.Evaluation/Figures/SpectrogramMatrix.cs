using Earshot.Signals;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Evaluation.Figures;

/// <summary>Levels of a recording over time and frequency, as many columns and rows as a picture has pixels.</summary>
/// <remarks>
/// Hann frames of the mean of all channels; 0 dB is a full-scale sine. A column averages the power of up to eight frames spread
/// over it; a row takes the largest power of its bins, so that a line stays visible however tall the picture is.
/// </remarks>
internal sealed class SpectrogramMatrix
{
    private const int FramesPerColumn = 8;
    private const double SilenceDb = -200;

    public SpectrogramMatrix(AudioBuffer buffer, double frameSeconds, double maxHz, int maxColumns, int maxRows)
    {
        ReadOnlySpan<float> signal = buffer.ToMono().Samples;
        int frame = 1 << Math.Clamp((int)Math.Round(Math.Log2(frameSeconds * buffer.SampleRate)), 4, 20);
        int bins = Math.Max(2, Math.Min((frame / 2) + 1, (int)Math.Round(maxHz * frame / buffer.SampleRate) + 1));
        Rows = Math.Min(maxRows, bins);
        Columns = Math.Clamp(signal.Length / Math.Max(1, frame / 8), 1, maxColumns);
        Values = new float[Columns * Rows];
        double columnLength = signal.Length / (double)Columns;
        int frames = Math.Clamp((int)Math.Ceiling(columnLength / frame), 1, FramesPerColumn);

        float[] window = Window.Hann(frame);
        double scale = 0;
        foreach (float w in window)
        {
            scale += w / 2;
        }

        var fft = new RealFft(frame);
        var cut = new float[frame];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        var power = new double[bins];
        for (int c = 0; c < Columns; c++)
        {
            Array.Clear(power);
            for (int f = 0; f < frames; f++)
            {
                double middle = (c + ((f + 0.5) / frames)) * columnLength;
                Cut(signal, (int)middle - (frame / 2), window, cut);
                fft.Forward(cut, re, im);
                for (int k = 0; k < bins; k++)
                {
                    power[k] += (((double)re[k] * re[k]) + ((double)im[k] * im[k])) / (frames * scale * scale);
                }
            }

            for (int r = 0; r < Rows; r++)
            {
                double largest = 0;
                int from = (int)((long)r * bins / Rows);
                int to = Math.Max(from + 1, (int)((long)(r + 1) * bins / Rows));
                for (int k = from; k < to; k++)
                {
                    largest = Math.Max(largest, power[k]);
                }

                Values[(c * Rows) + r] = (float)(largest > 0 ? Math.Max(SilenceDb, 10 * Math.Log10(largest)) : SilenceDb);
            }
        }
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Levels in dB, [column][row], rows from the bottom.</summary>
    public float[] Values { get; }

    private static void Cut(ReadOnlySpan<float> signal, int start, float[] window, float[] target)
    {
        for (int n = 0; n < target.Length; n++)
        {
            int at = start + n;
            float x = at >= 0 && at < signal.Length ? signal[at] : 0;
            target[n] = float.IsFinite(x) ? x * window[n] : 0;
        }
    }
}
