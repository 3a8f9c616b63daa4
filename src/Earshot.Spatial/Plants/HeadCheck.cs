using System.Numerics;

namespace Earshot.Spatial.Plants;

/// <summary>What every head asks of its arguments.</summary>
internal static class HeadCheck
{
    public static void Spans(ReadOnlySpan<double> frequenciesHz, Span<Complex> left, Span<Complex> right)
    {
        if (left.Length != frequenciesHz.Length)
        {
            throw new ArgumentException($"expected {frequenciesHz.Length} values, one a frequency; there is room for {left.Length}", nameof(left));
        }

        if (right.Length != frequenciesHz.Length)
        {
            throw new ArgumentException($"expected {frequenciesHz.Length} values, one a frequency; there is room for {right.Length}", nameof(right));
        }
    }
}
