using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>Two points in free air where the ears would be: p = e^(-jkr) / r. For closed forms and tests, not for design.</summary>
public sealed class FreeFieldHead : IHead
{
    private readonly double _earOffsetM;

    /// <summary>Creates the pair.</summary>
    /// <param name="earDistanceM">Between the ears in metres, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not above 0.</exception>
    public FreeFieldHead(double earDistanceM = 0.175)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(earDistanceM);
        _earOffsetM = earDistanceM / 2;
    }

    /// <inheritdoc/>
    public string Name => "free field";

    /// <inheritdoc/>
    public void Respond(Vector3D source, ReadOnlySpan<double> frequenciesHz, Span<Complex> left, Span<Complex> right)
    {
        HeadCheck.Spans(frequenciesHz, left, right);
        double toLeft = (source - new Vector3D(0, _earOffsetM, 0)).Length;
        double toRight = (source + new Vector3D(0, _earOffsetM, 0)).Length;
        if (toLeft == 0 || toRight == 0)
        {
            throw new ArgumentException("the source is at an ear", nameof(source));
        }

        for (int i = 0; i < frequenciesHz.Length; i++)
        {
            double k = Sound.WaveNumber(frequenciesHz[i]);
            left[i] = Complex.FromPolarCoordinates(1 / toLeft, -k * toLeft);
            right[i] = Complex.FromPolarCoordinates(1 / toRight, -k * toRight);
        }
    }
}
