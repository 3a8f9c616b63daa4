namespace Earshot.Watermarking.Features;

/// <summary>Removes from each bin what one frame predicts of the next, so that steady tones do not pass for a mark.</summary>
/// <remarks>
/// One complex coefficient a bin, at the lag of one frame, from correlations that fade with 300 ms. A mark has random signs from
/// frame to frame and is not predicted. Coefficients that chance would give too are shrunk to nothing.
/// </remarks>
internal sealed class TonePredictor
{
    /// <summary>Fading of the correlations per row, for a time constant of 300 ms.</summary>
    private static readonly float Keep = (float)Math.Exp(-FeatureGrid.RowSeconds / 0.3);

    /// <summary>Squared coefficient that noise of this memory (30 frames) gives twice on the average; smaller ones are set to 0.</summary>
    private const float Insignificant = 2f / 30;

    private readonly float[] _past = new float[FeatureGrid.RowsPerFrame * FeatureGrid.RowLength]; // [row][lane], a ring
    private readonly float[] _crossRe = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _crossIm = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _power = new float[FeatureGrid.Lanes]; // [bin]
    private int _oldest;

    /// <summary>Replaces a row by its prediction error.</summary>
    public void Whiten(Span<float> row)
    {
        Span<float> past = _past.AsSpan(_oldest * FeatureGrid.RowLength, FeatureGrid.RowLength);
        _oldest = (_oldest + 1) % FeatureGrid.RowsPerFrame;
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            float re = row[bin];
            float im = row[FeatureGrid.Lanes + bin];
            float pastRe = past[bin];
            float pastIm = past[FeatureGrid.Lanes + bin];
            past[bin] = re;
            past[FeatureGrid.Lanes + bin] = im;

            // 1. the coefficient of all that came before this row, shrunk
            float scale = 1 / (_power[bin] + 1e-20f);
            float cRe = _crossRe[bin] * scale;
            float cIm = _crossIm[bin] * scale;
            float shrink = Math.Max(0, 1 - (Insignificant / ((cRe * cRe) + (cIm * cIm) + 1e-9f)));
            cRe *= shrink;
            cIm *= shrink;

            // 2. row -> prediction error
            row[bin] = re - ((cRe * pastRe) - (cIm * pastIm));
            row[FeatureGrid.Lanes + bin] = im - ((cRe * pastIm) + (cIm * pastRe));

            // 3. correlations: y[m] conj(y[m - 1 frame]) and |y[m - 1 frame]|^2
            _crossRe[bin] = (Keep * _crossRe[bin]) + ((re * pastRe) + (im * pastIm));
            _crossIm[bin] = (Keep * _crossIm[bin]) + ((im * pastRe) - (re * pastIm));
            _power[bin] = (Keep * _power[bin]) + ((pastRe * pastRe) + (pastIm * pastIm));
        }
    }

    public void Reset()
    {
        Array.Clear(_past);
        Array.Clear(_crossRe);
        Array.Clear(_crossIm);
        Array.Clear(_power);
        _oldest = 0;
    }
}
