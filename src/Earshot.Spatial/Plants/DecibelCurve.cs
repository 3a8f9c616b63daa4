namespace Earshot.Spatial.Plants;

/// <summary>A level in dB over frequency, from a few points: straight lines over log frequency, constant outside them. Immutable.</summary>
public sealed class DecibelCurve
{
    private readonly double[] _logHz; // [point], rising
    private readonly double[] _db; // [point]

    /// <summary>Creates a curve.</summary>
    /// <param name="points">One point or more, frequencies in Hz above 0 and rising, finite levels in dB.</param>
    /// <exception cref="ArgumentException">There are no points, or one is out of range or out of order.</exception>
    public DecibelCurve(params IReadOnlyList<(double Hz, double Db)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            throw new ArgumentException("a curve needs one point or more", nameof(points));
        }

        for (int i = 0; i < points.Count; i++)
        {
            (double hz, double db) = points[i];
            if (!(hz > 0) || !double.IsFinite(hz) || !double.IsFinite(db))
            {
                throw new ArgumentException($"point {i} is {hz} Hz, {db} dB; expected a frequency above 0 and a finite level", nameof(points));
            }

            if (i > 0 && hz <= points[i - 1].Hz)
            {
                throw new ArgumentException($"point {i} is at {hz} Hz, after {points[i - 1].Hz} Hz; expected rising frequencies", nameof(points));
            }
        }

        Points = [.. points];
        _logHz = [.. points.Select(static p => Math.Log(p.Hz))];
        _db = [.. points.Select(static p => p.Db)];
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<(double Hz, double Db)> Points { get; }

    /// <summary>The same level at all frequencies.</summary>
    /// <param name="db">The level in dB.</param>
    public static DecibelCurve Flat(double db) => new([(1000, db)]);

    /// <summary>The level at a frequency.</summary>
    /// <param name="hz">Frequency in Hz; 0 counts as the lowest.</param>
    public double At(double hz)
    {
        if (!(hz > 0))
        {
            return _db[0];
        }

        double x = Math.Log(hz);
        int next = Array.FindIndex(_logHz, point => point >= x);
        if (next <= 0)
        {
            return next == 0 ? _db[0] : _db[^1];
        }

        double share = (x - _logHz[next - 1]) / (_logHz[next] - _logHz[next - 1]);
        return _db[next - 1] + (share * (_db[next] - _db[next - 1]));
    }
}
