namespace Earshot.Watermarking;

/// <summary>How a detector listens.</summary>
public sealed class WatermarkDetectorOptions
{
    /// <summary>False alarms that are accepted, an hour and key, on an unmarked programme of the worst class.</summary>
    /// <value>Above 0 and at most 1000; default 0.001, one in 1000 hours.</value>
    public double FalseAlarmsPerHour { get; init; } = 0.001;

    /// <summary>Whether payloads are read.</summary>
    /// <value>Default true.</value>
    public bool ReadPayload { get; init; } = true;

    /// <summary>Whether marks too weak for one period are gathered over several.</summary>
    /// <value>Default true.</value>
    public bool FindContinuous { get; init; } = true;

    /// <summary>Checks all values.</summary>
    /// <param name="parameterName">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    internal void Validate(string parameterName)
    {
        if (!(FalseAlarmsPerHour is > 0 and <= 1000))
        {
            throw new ArgumentException(
                $"{nameof(FalseAlarmsPerHour)} is {FalseAlarmsPerHour}; it should be above 0 and at most 1000",
                parameterName);
        }
    }
}
