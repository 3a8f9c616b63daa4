using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>What carries the drivers: the radiating half of a plant. Immutable; shared by threads.</summary>
/// <remarks>The frame of the device: x out of its front, y to the right as a listener in front sees it, z upwards; metres.</remarks>
public interface IBody
{
    /// <summary>A short name for reports.</summary>
    string Name { get; }

    /// <summary>Whether a position lies inside the body, where no listener can be.</summary>
    /// <param name="position">In the frame of the device.</param>
    bool Contains(Vector3D position);

    /// <summary>How the body changes a driver's sound at a point, relative to the same driver in free field.</summary>
    /// <param name="driver">Where the driver is.</param>
    /// <param name="point">Where the sound is taken, outside the body.</param>
    /// <param name="frequenciesHz">Frequencies in Hz, 0 or more.</param>
    /// <param name="gains">Receives a complex gain a frequency.</param>
    void Scatter(Vector3D driver, Vector3D point, ReadOnlySpan<double> frequenciesHz, Span<Complex> gains);
}
