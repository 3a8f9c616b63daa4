using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>What two ears hear of a point source: the receiving half of a plant. Immutable; shared by threads.</summary>
public interface IHead
{
    /// <summary>A short name for reports.</summary>
    string Name { get; }

    /// <summary>Pressure at both ears, relative to that of the source at one metre in free field.</summary>
    /// <param name="source">Where the source is, in metres, in the frame of the head: x forward, y to the left, z upwards.</param>
    /// <param name="frequenciesHz">Frequencies in Hz, 0 or more.</param>
    /// <param name="left">Receives the left ear's response a frequency, for e^(+jwt).</param>
    /// <param name="right">Receives the right ear's response a frequency.</param>
    /// <exception cref="ArgumentException">The source is inside the head, or a span has another length than the frequencies.</exception>
    void Respond(Vector3D source, ReadOnlySpan<double> frequenciesHz, Span<Complex> left, Span<Complex> right);
}
