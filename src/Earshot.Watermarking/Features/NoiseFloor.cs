namespace Earshot.Watermarking.Features;

/// <summary>Follows the steady noise under a programme, bin by bin, as the minimum of the smoothed power over the last seconds.</summary>
/// <remarks>
/// Minimum statistics (Martin 2001) in the plain form: power smoothed over 50 ms, minimum over 3 s kept as six half seconds. The
/// usual correction for the bias of a minimum is left out: it took steady programmes for noise and cost half of the score on dense music.
/// </remarks>
internal sealed class NoiseFloor
{
    private const int SectionRows = 100;
    private const int SectionCount = 6;

    private static readonly float Keep = (float)Math.Exp(-FeatureGrid.RowSeconds / 0.05);

    private readonly float[] _smooth = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _current = new float[FeatureGrid.Lanes]; // [bin], minimum of the section that is running
    private readonly float[] _sections = new float[SectionCount * FeatureGrid.Lanes]; // [section][bin]
    private readonly float[] _floor = new float[FeatureGrid.Lanes]; // [bin], minimum of all finished sections
    private int _row;
    private int _section;

    public NoiseFloor()
    {
        Reset();
    }

    /// <summary>Takes the power of a row and gives the floor.</summary>
    public void Update(ReadOnlySpan<float> power, Span<float> floor)
    {
        for (int bin = 0; bin < FeatureGrid.BinCount; bin++)
        {
            // The first rows must not look like a minimum because the average still rises from 0.
            float keep = Math.Min(Keep, _row / (_row + 1f));
            float smooth = (keep * _smooth[bin]) + ((1 - keep) * power[bin]);
            _smooth[bin] = smooth;
            float current = Math.Min(_current[bin], smooth);
            _current[bin] = current;
            floor[bin] = Math.Min(current, _floor[bin]);
        }

        _row++;
        if (_row % SectionRows == 0)
        {
            // Past the start only the remainder counts; the counter must not overflow after months.
            _row = SectionRows;
            _current.CopyTo(_sections.AsSpan(_section * FeatureGrid.Lanes));
            _section = (_section + 1) % SectionCount;
            _current.AsSpan().Fill(float.MaxValue);
            _floor.AsSpan().Fill(float.MaxValue);
            for (int s = 0; s < SectionCount; s++)
            {
                ReadOnlySpan<float> section = _sections.AsSpan(s * FeatureGrid.Lanes, FeatureGrid.Lanes);
                System.Numerics.Tensors.TensorPrimitives.Min(_floor, section, _floor);
            }
        }
    }

    public void Reset()
    {
        Array.Clear(_smooth);
        _current.AsSpan().Fill(float.MaxValue);
        _sections.AsSpan().Fill(float.MaxValue);
        _floor.AsSpan().Fill(float.MaxValue);
        _row = 0;
        _section = 0;
    }
}
