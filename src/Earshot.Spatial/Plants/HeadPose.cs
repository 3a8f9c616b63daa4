using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Plants;

/// <summary>Where a listener's head is, and where it looks, in the frame of the device.</summary>
/// <param name="Position">Centre of the head in metres: x out of the device's front, y to the right as the listener sees it, z upwards.</param>
/// <param name="YawDeg">How far the head is turned to its left from facing the device's plane, in degrees.</param>
public readonly record struct HeadPose(Vector3D Position, double YawDeg = 0)
{
    /// <summary>A listener in front of the device.</summary>
    /// <param name="distanceM">From the device's centre, in metres.</param>
    /// <param name="lateralM">To the right as the listener sees it, in metres.</param>
    /// <param name="heightM">Above the device's centre, in metres.</param>
    /// <param name="yawDeg">Turned to the left, in degrees.</param>
    public static HeadPose InFront(double distanceM, double lateralM = 0, double heightM = 0, double yawDeg = 0) =>
        new(new Vector3D(distanceM, lateralM, heightM), yawDeg);

    /// <summary>A place in the frame of the head: x forward, y to the left, z upwards.</summary>
    /// <param name="place">The place in the frame of the device.</param>
    internal Vector3D ToHead(Vector3D place)
    {
        // The head looks along -x of the device; its left is -y.
        Vector3D d = place - Position;
        double yaw = YawDeg * Math.PI / 180;
        double forward = -d.X;
        double left = -d.Y;
        return new Vector3D(
            (forward * Math.Cos(yaw)) + (left * Math.Sin(yaw)),
            (left * Math.Cos(yaw)) - (forward * Math.Sin(yaw)),
            d.Z);
    }

    /// <summary>A direction or place of the head's frame as a place in the frame of the device.</summary>
    /// <param name="place">The place in the frame of the head.</param>
    internal Vector3D ToDevice(Vector3D place)
    {
        double yaw = YawDeg * Math.PI / 180;
        double forward = (place.X * Math.Cos(yaw)) - (place.Y * Math.Sin(yaw));
        double left = (place.X * Math.Sin(yaw)) + (place.Y * Math.Cos(yaw));
        return Position + new Vector3D(-forward, -left, place.Z);
    }
}
