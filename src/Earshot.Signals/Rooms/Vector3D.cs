namespace Earshot.Signals.Rooms;

/// <summary>A position in metres, or a direction, in a right-handed room: x along the length, y along the width, z upwards.</summary>
/// <param name="X">Along the length of the room.</param>
/// <param name="Y">Along the width of the room.</param>
/// <param name="Z">Upwards.</param>
public readonly record struct Vector3D(double X, double Y, double Z)
{
    /// <summary>Euclidean length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>Sum of two vectors.</summary>
    /// <param name="left">First vector.</param>
    /// <param name="right">Second vector.</param>
    public static Vector3D operator +(Vector3D left, Vector3D right) => left.Add(right);

    /// <summary>Difference of two vectors.</summary>
    /// <param name="left">First vector.</param>
    /// <param name="right">What is taken away.</param>
    public static Vector3D operator -(Vector3D left, Vector3D right) => left.Subtract(right);

    /// <summary>A vector times a number.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="factor">The number.</param>
    public static Vector3D operator *(Vector3D vector, double factor) => vector.Multiply(factor);

    /// <summary>Sum of two vectors.</summary>
    /// <param name="other">Second vector.</param>
    public Vector3D Add(Vector3D other) => new(X + other.X, Y + other.Y, Z + other.Z);

    /// <summary>Difference of two vectors.</summary>
    /// <param name="other">What is taken away.</param>
    public Vector3D Subtract(Vector3D other) => new(X - other.X, Y - other.Y, Z - other.Z);

    /// <summary>This vector times a number.</summary>
    /// <param name="factor">The number.</param>
    public Vector3D Multiply(double factor) => new(X * factor, Y * factor, Z * factor);

    /// <summary>Scalar product.</summary>
    /// <param name="other">Second vector.</param>
    public double Dot(Vector3D other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);
}
