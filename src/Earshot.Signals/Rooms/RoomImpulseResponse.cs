namespace Earshot.Signals.Rooms;

/// <summary>Pressure that a receiver sees after a source emits a unit impulse. Immutable.</summary>
public sealed class RoomImpulseResponse
{
    private readonly float[] _samples; // [sample]

    /// <summary>Wraps a response that was measured or made elsewhere.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="samples">The response, copied; one finite sample or more.</param>
    /// <param name="directIndex">Where the direct sound arrives, in samples, within the response.</param>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the index is out of range.</exception>
    public RoomImpulseResponse(int sampleRate, ReadOnlySpan<float> samples, double directIndex)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (samples.IsEmpty)
        {
            throw new ArgumentException("an impulse response needs one sample or more", nameof(samples));
        }

        foreach (float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                throw new ArgumentException("an impulse response must be finite", nameof(samples));
            }
        }

        if (!(directIndex >= 0 && directIndex <= samples.Length - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(directIndex), directIndex, $"expected 0..{samples.Length - 1}");
        }

        SampleRate = sampleRate;
        DirectIndex = directIndex;
        _samples = samples.ToArray();
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples in the response.</summary>
    public int Length => _samples.Length;

    /// <summary>Where the direct sound arrives, in samples from the start; may lie between two samples.</summary>
    public double DirectIndex { get; }

    /// <summary>The response.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>
    /// A response of a given decay: a unit impulse at sample 0, then Gaussian noise under an exponential envelope that falls
    /// by 60 dB in <paramref name="rt60Seconds"/>, scaled so that the ratio of the energies is met exactly.
    /// </summary>
    /// <param name="rt60Seconds">Reverberation time in seconds, 0.01..60.</param>
    /// <param name="directToReverberantDb">Energy of the impulse over the energy of the tail, -60..120 dB.</param>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="tailDelaySeconds">
    /// Silence between the impulse and the tail, 0..1 s; by default as long as the window in which
    /// <see cref="EnergyDecay.DirectToReverberantDb"/> looks for direct sound.
    /// </param>
    /// <param name="lengthSeconds">Length of the tail; by default <paramref name="rt60Seconds"/>, where it has fallen by 60 dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static RoomImpulseResponse FromDecay(
        double rt60Seconds,
        double directToReverberantDb,
        int sampleRate,
        ulong seed,
        double tailDelaySeconds = EnergyDecay.DirectWindowSeconds,
        double? lengthSeconds = null) =>
        RoomResponseBuilder.FromDecay(
            rt60Seconds, directToReverberantDb, sampleRate, seed, tailDelaySeconds, lengthSeconds ?? rt60Seconds);

    /// <summary>The response of a shoebox room: image sources, then a noise tail that continues their energy.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">Where the source stands, inside the room.</param>
    /// <param name="receiver">Where the receiver stands, inside the room, not at the source.</param>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="options">How to build it; defaults where null.</param>
    /// <param name="lengthSeconds">
    /// Length from the moment of emission; by default the arrival of the direct sound plus the reverberation time after Eyring.
    /// </param>
    /// <returns>Sample 0 is the moment of emission; the direct path has the amplitude 1 / distance in metres.</returns>
    /// <exception cref="ArgumentException">A position is outside the room, or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the length is out of range, or no length follows from the room.</exception>
    public static RoomImpulseResponse FromGeometry(
        ShoeboxRoom room,
        Vector3D source,
        Vector3D receiver,
        int sampleRate,
        ImageSourceOptions? options = null,
        double? lengthSeconds = null) =>
        RoomResponseBuilder.FromGeometry(room, source, receiver, sampleRate, options ?? new ImageSourceOptions(), lengthSeconds);
}
