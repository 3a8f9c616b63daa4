namespace Earshot.Signals.Rooms;

/// <summary>One path from a source to a receiver: the source mirrored in the walls that the path meets.</summary>
/// <param name="Position">Where the image stands, in metres.</param>
/// <param name="Distance">Length of the path in metres.</param>
/// <param name="Reflectance">Product of the pressure reflection coefficients on the path; 1 for the direct path.</param>
/// <param name="ReflectionCount">Number of reflections; 0 for the direct path.</param>
/// <param name="ExitDirection">Unit vector along which the sound leaves the real source; what a directivity pattern is asked for.</param>
/// <param name="ArrivalDirection">Unit vector from the receiver towards the image, from where the sound seems to come.</param>
public readonly record struct ImageSource(
    Vector3D Position, double Distance, double Reflectance, int ReflectionCount, Vector3D ExitDirection, Vector3D ArrivalDirection)
{
    /// <summary>Pressure at the receiver relative to the free-field pressure of the source at one metre.</summary>
    public double Amplitude => Reflectance / Distance;
}
