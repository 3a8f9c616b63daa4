namespace Earshot.Signals.Rooms;

/// <summary>How <see cref="ImageSourceModel"/> and <see cref="RoomImpulseResponse.FromGeometry"/> build a response.</summary>
public sealed class ImageSourceOptions
{
    /// <summary>Reflections on a path at most. Default: no limit but <see cref="ImageTimeSeconds"/>. Range: 0 or more.</summary>
    public int MaximumOrder { get; init; } = int.MaxValue;

    /// <summary>
    /// Time up to which single images are summed; a noise tail takes over there. Default: the mixing time of the room, but 80 ms
    /// at least. Range: above 0.
    /// </summary>
    public double? ImageTimeSeconds { get; init; }

    /// <summary>Whether a noise tail with the decay of Eyring's formula follows the images. Default: true.</summary>
    /// <remarks>
    /// Images alone decay more slowly than the formula, the more so the less even the absorption is: sound between two hard
    /// walls never meets the soft ones. Real rooms scatter it; false keeps it, at the cost of tracing every image.
    /// </remarks>
    public bool Tail { get; init; } = true;

    /// <summary>
    /// Images are displaced by up to this many metres along each axis, at random, which removes the sweeping echoes of perfect
    /// boxes (De Sena et al. 2015). The direct path stays where it is. Default: 0.08. Range: 0 or more; 0 for the exact lattice.
    /// </summary>
    public double DisplacementM { get; init; } = 0.08;

    /// <summary>
    /// Corner of the second-order high-pass that removes the static pressure which images of equal sign pile up (Allen and
    /// Berkley 1979). Default: 50 Hz. Range: 0 (off) or more; below 0.45 of the sample rate.
    /// </summary>
    public double HighPassHz { get; init; } = 50;

    /// <summary>Air that absorbs high frequencies along the path. Default: none.</summary>
    public AirAbsorption? Air { get; init; }

    /// <summary>
    /// Pressure gain of the source towards an exit direction (unit vector), the same at all frequencies. Default: null, a
    /// source that radiates equally everywhere.
    /// </summary>
    public Func<Vector3D, double>? SourceGain { get; init; }

    /// <summary>Seed of the displacements and of the noise tail. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws one exception that lists every value out of range.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        if (MaximumOrder < 0)
        {
            problems.Add($"{nameof(MaximumOrder)} is {MaximumOrder}, expected 0 or more");
        }

        if (ImageTimeSeconds is { } time && !(time > 0 && double.IsFinite(time)))
        {
            problems.Add($"{nameof(ImageTimeSeconds)} is {time}, expected a finite time above 0");
        }

        if (!(DisplacementM >= 0) || !double.IsFinite(DisplacementM))
        {
            problems.Add($"{nameof(DisplacementM)} is {DisplacementM}, expected a finite distance of 0 or more");
        }

        if (!(HighPassHz >= 0) || !double.IsFinite(HighPassHz))
        {
            problems.Add($"{nameof(HighPassHz)} is {HighPassHz}, expected a finite frequency of 0 or more");
        }

        if (Tail && MaximumOrder != int.MaxValue)
        {
            problems.Add($"{nameof(MaximumOrder)} is {MaximumOrder} with a {nameof(Tail)}, whose level could not be matched; expected no limit or no tail");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}
