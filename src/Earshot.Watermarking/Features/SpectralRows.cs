using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Watermarking.Features;

/// <summary>Turns samples at 16 kHz into spectral rows: Hann windows of 15 ms every 5 ms.</summary>
/// <remarks>
/// The phase of each row refers to the start of its own window, so that a pattern that is repeated every two rows gives the same
/// numbers each time.
/// </remarks>
internal sealed class SpectralRows
{
    private readonly RealFft _fft = new(FeatureGrid.FftLength);
    private readonly float[] _window = Window.Hann(FeatureGrid.WindowLength, WindowSymmetry.Periodic); // [WindowLength]
    private readonly float[] _history = new float[FeatureGrid.WindowLength]; // [WindowLength], oldest first
    private readonly float[] _frame = new float[FeatureGrid.FftLength]; // [FftLength], zero behind the window
    private readonly float[] _real;
    private readonly float[] _imaginary;

    public SpectralRows()
    {
        _real = new float[_fft.BinCount];
        _imaginary = new float[_fft.BinCount];
    }

    /// <summary>Takes the next <see cref="FeatureGrid.HopLength"/> samples and gives the row that ends with them.</summary>
    public void Next(ReadOnlySpan<float> hop, Span<float> row)
    {
        _history.AsSpan(FeatureGrid.HopLength).CopyTo(_history);
        hop.CopyTo(_history.AsSpan(FeatureGrid.WindowLength - FeatureGrid.HopLength));
        for (int n = 0; n < _window.Length; n++)
        {
            _frame[n] = _history[n] * _window[n];
        }

        _fft.Forward(_frame, _real, _imaginary);
        row.Clear();
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            int k = FeatureGrid.FftIndex(bin);
            row[bin] = _real[k];
            row[FeatureGrid.Lanes + bin] = _imaginary[k];
        }
    }

    public void Reset() => Array.Clear(_history);
}
