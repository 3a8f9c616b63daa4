// A head from measured responses. Between measurements: onset delays are taken out, spectra interpolated on straight lines, the interpolated
// delay put back; without that, 5 degree grids comb at high frequencies. Over distance: 1 / r and the delay of the path; the shape is
// that of the measured distance, so nearer than about half a metre it is an approximation (Brungart and Rabinowitz, JASA 106, 1999).
// Cost: four transforms of the taps a frequency and source.
using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Filters;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Heads;

/// <summary>A measured head: what filters are scored on.</summary>
public sealed class MeasuredHead : IHead
{
    // Share of the peak at which a response counts as begun.
    private const float OnsetShare = 0.15f;

    private readonly HrirSet _set;
    private readonly HrirRing[] _rings; // by elevation
    private readonly double[] _leftOnset; // [measurement], samples
    private readonly double[] _rightOnset;

    /// <summary>Prepares a set.</summary>
    /// <param name="set">The measurements; one complete circle of azimuths or more.</param>
    /// <exception cref="AudioFormatException">No elevation has measurements all around.</exception>
    public MeasuredHead(HrirSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _set = set;
        _rings = HrirRing.Of(set);
        if (!Array.Exists(_rings, static r => Math.Abs(r.ElevationDeg) < 89.5))
        {
            throw new AudioFormatException($"{set.Name}: no elevation has measurements all around the head, at most 40 degrees apart");
        }

        _leftOnset = [.. Enumerable.Range(0, set.Directions.Count).Select(i => Onset(set.Left(i)))];
        _rightOnset = [.. Enumerable.Range(0, set.Directions.Count).Select(i => Onset(set.Right(i)))];
    }

    /// <inheritdoc/>
    public string Name => _set.Name;

    /// <summary>The measurements.</summary>
    public HrirSet Set => _set;

    /// <inheritdoc/>
    public void Respond(Vector3D source, ReadOnlySpan<double> frequenciesHz, Span<Complex> left, Span<Complex> right)
    {
        HeadCheck.Spans(frequenciesHz, left, right);
        double distance = source.Length;
        if (!(distance > SphericalHead.DefaultRadiusM))
        {
            throw new ArgumentException($"the source is {distance:0.###} m from the centre of the head", nameof(source));
        }

        double azimuth = Math.Atan2(source.Y, source.X) * 180 / Math.PI;
        double elevation = Math.Asin(Math.Clamp(source.Z / distance, -1, 1)) * 180 / Math.PI;
        (int Measurement, double Weight)[] parts = Around((azimuth + 360) % 360, elevation);
        Interpolate(parts, frequenciesHz, distance, isLeft: true, left);
        Interpolate(parts, frequenciesHz, distance, isLeft: false, right);
    }

    private void Interpolate((int Measurement, double Weight)[] parts, ReadOnlySpan<double> hz, double distance, bool isLeft, Span<Complex> response)
    {
        double[] onsets = isLeft ? _leftOnset : _rightOnset;
        double onset = parts.Sum(p => p.Weight * onsets[p.Measurement]);
        for (int i = 0; i < hz.Length; i++)
        {
            double f = Math.Min(hz[i], _set.SampleRate / 2.0);
            double radians = 2 * Math.PI * f / _set.SampleRate;
            Complex sum = Complex.Zero;
            foreach ((int measurement, double weight) in parts)
            {
                ReadOnlySpan<float> taps = isLeft ? _set.Left(measurement) : _set.Right(measurement);
                sum += weight * FrequencyResponse.Of(taps, _set.SampleRate, f) * Complex.FromPolarCoordinates(1, radians * onsets[measurement]);
            }

            double k = Sound.WaveNumber(hz[i]);
            response[i] = sum * Complex.FromPolarCoordinates(1 / distance, (-radians * onset) - (k * distance));
        }
    }

    // Two rings around the elevation, two measurements of each; weights sum to 1.
    private (int Measurement, double Weight)[] Around(double azimuth, double elevation)
    {
        int upper = Array.FindIndex(_rings, r => r.ElevationDeg >= elevation);
        int high = upper < 0 ? _rings.Length - 1 : upper;
        int low = upper < 0 ? _rings.Length - 1 : Math.Max(0, upper - 1);
        double height = _rings[high].ElevationDeg - _rings[low].ElevationDeg;
        double share = height > 0 ? Math.Clamp((elevation - _rings[low].ElevationDeg) / height, 0, 1) : 0;
        var parts = new List<(int, double)>(4);
        Add(_rings[low], 1 - share);
        Add(_rings[high], share);
        return [.. parts];

        void Add(HrirRing ring, double weight)
        {
            (int first, int second, double toSecond) = ring.Around(azimuth);
            if (weight * (1 - toSecond) > 0)
            {
                parts.Add((first, weight * (1 - toSecond)));
            }

            if (weight * toSecond > 0)
            {
                parts.Add((second, weight * toSecond));
            }
        }
    }

    // Where the response first reaches its share of the peak, between samples.
    private static double Onset(ReadOnlySpan<float> response)
    {
        float peak = 0;
        foreach (float x in response)
        {
            peak = Math.Max(peak, Math.Abs(x));
        }

        float level = peak * OnsetShare;
        float before = 0;
        for (int n = 0; n < response.Length; n++)
        {
            float x = Math.Abs(response[n]);
            if (x >= level && x > before)
            {
                return n - ((x - level) / (x - before));
            }

            before = x;
        }

        return 0;
    }
}
