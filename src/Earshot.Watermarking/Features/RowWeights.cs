namespace Earshot.Watermarking.Features;

/// <summary>Gives every bin of every row the weight that its signal-to-noise ratio deserves, so that neither loud nor empty frames rule.</summary>
/// <remarks>
/// weight = (1 / sqrt(E)) max(s / (1 + s), 0.2) sqrt(r), with E the local power (three rows, five bins), s the excess over the steady noise, and r the
/// share of E that is not late reverberation of what came before (an exponential decay of 0.4 s, after Lebart et al. 2001). With all three 1 it is the
/// unit norm of the published detector.
/// </remarks>
internal sealed class RowWeights
{
    /// <summary>Decay of late power per row for a reverberation time of 0.4 s.</summary>
    private static readonly float LateKeep = (float)Math.Pow(10, -6 * FeatureGrid.RowSeconds / 0.4);

    /// <summary>Least share of the unit norm that a bin keeps: a programme that is as steady as noise must still be heard.</summary>
    private const float LeastWeight = 0.2f;

    /// <summary>Power below which a row is silence: -120 dB of full scale in one bin of this grid.</summary>
    private const float Silence = 1e-12f * FeatureGrid.WindowLength;

    private readonly NoiseFloor _noise = new();
    private readonly float[] _power = new float[3 * FeatureGrid.Lanes]; // [row before, row, row after][bin]
    private readonly float[] _rows = new float[2 * FeatureGrid.RowLength]; // [row, row after][lane]
    private readonly float[] _local = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _floor = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _late = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _delayed = new float[FeatureGrid.RowsPerFrame * FeatureGrid.Lanes]; // [row][bin], local power of the last frame

    /// <summary>Rows by which the weighted row lags the row that was put in.</summary>
    public const int LagRows = 1;

    /// <summary>Takes the next row and gives the one before it, weighted.</summary>
    public void Next(ReadOnlySpan<float> row, Span<float> weighted)
    {
        // 1. row -> power, smoothed over five bins
        _power.AsSpan(FeatureGrid.Lanes).CopyTo(_power);
        _rows.AsSpan(FeatureGrid.RowLength).CopyTo(_rows);
        row.CopyTo(_rows.AsSpan(FeatureGrid.RowLength));
        Span<float> raw = stackalloc float[FeatureGrid.BinCount];
        for (int bin = 0; bin < raw.Length; bin++)
        {
            raw[bin] = (row[bin] * row[bin]) + (row[FeatureGrid.Lanes + bin] * row[FeatureGrid.Lanes + bin]);
        }

        Span<float> newest = _power.AsSpan(2 * FeatureGrid.Lanes, FeatureGrid.Lanes);
        for (int bin = 0; bin < raw.Length; bin++)
        {
            int a = Math.Max(bin - 2, 0);
            int b = Math.Max(bin - 1, 0);
            int c = Math.Min(bin + 1, raw.Length - 1);
            int d = Math.Min(bin + 2, raw.Length - 1);
            newest[bin] = (raw[a] + (2 * raw[b]) + (3 * raw[bin]) + (2 * raw[c]) + raw[d]) * (1f / 9);
        }

        // 2. three rows -> local power of the middle one
        for (int bin = 0; bin < raw.Length; bin++)
        {
            _local[bin] = (0.25f * _power[bin]) + (0.5f * _power[FeatureGrid.Lanes + bin]) + (0.25f * newest[bin]) + Silence;
        }

        _noise.Update(_local, _floor);

        // 3. local power, floor, late power -> weighted middle row
        for (int bin = 0; bin < raw.Length; bin++)
        {
            float local = _local[bin];
            float excess = Math.Max((local / (_floor[bin] + Silence)) - 1, 0);
            // Late power is what the room keeps of the power that is older than one frame.
            _late[bin] = (LateKeep * _late[bin]) + ((1 - LateKeep) * _delayed[bin]);
            float early = Math.Clamp(1 - (_late[bin] * LateKeep * LateKeep / local), 0.1f, 1);
            float weight = Math.Max(excess / (1 + excess), LeastWeight) * MathF.Sqrt(early / local);
            weighted[bin] = _rows[bin] * weight;
            weighted[FeatureGrid.Lanes + bin] = _rows[FeatureGrid.Lanes + bin] * weight;
        }

        _delayed.AsSpan(FeatureGrid.Lanes).CopyTo(_delayed);
        _local.CopyTo(_delayed.AsSpan((FeatureGrid.RowsPerFrame - 1) * FeatureGrid.Lanes));
    }

    public void Reset()
    {
        _noise.Reset();
        Array.Clear(_power);
        Array.Clear(_rows);
        Array.Clear(_late);
        Array.Clear(_delayed);
    }
}
