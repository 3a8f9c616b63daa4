namespace Earshot.Spatial.Devices;

/// <summary>A device file that is broken or impossible: which file, at which line, what was found and what would be accepted.</summary>
public sealed class DeviceFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The sentence for a person.</param>
    /// <param name="innerException">What caused it, if anything.</param>
    public DeviceFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
