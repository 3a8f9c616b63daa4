using System.Numerics;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>No body: drivers as points in free air.</summary>
public sealed class FreeBody : IBody
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public bool Contains(Vector3D position) => false;

    /// <inheritdoc/>
    public void Scatter(Vector3D driver, Vector3D point, ReadOnlySpan<double> frequenciesHz, Span<Complex> gains) => gains.Fill(Complex.One);
}
