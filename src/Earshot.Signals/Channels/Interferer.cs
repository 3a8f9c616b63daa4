using Earshot.Signals.Convolution;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;
using Earshot.Signals.Rooms;

namespace Earshot.Signals.Channels;

/// <summary>A sound that reaches the microphone besides the wanted one: noise, or a recording of babble, music or speech.</summary>
/// <remarks>
/// Its level is set by <see cref="SnrDb"/>: the active level of the wanted sound at the microphone, reverberation included, over
/// the active level of the interferer there (see <see cref="ActivePart"/>), both over the whole band. Immutable.
/// </remarks>
public sealed class Interferer
{
    private readonly double _exponent;
    private readonly AudioBuffer? _recording;

    private Interferer(double snrDb, double exponent, AudioBuffer? recording, RoomImpulseResponse? room)
    {
        // Bounds of what float32 can carry beside a signal.
        if (!(snrDb is >= -100 and <= 200))
        {
            throw new ArgumentOutOfRangeException(nameof(snrDb), snrDb, "expected -100..200 dB");
        }

        SnrDb = snrDb;
        _exponent = exponent;
        _recording = recording;
        Room = room;
    }

    /// <summary>Wanted signal over this interferer at the microphone, in dB.</summary>
    public double SnrDb { get; }

    /// <summary>Room between the interferer and the microphone; null where the sound is as it arrives.</summary>
    public RoomImpulseResponse? Room { get; }

    /// <summary>White noise, a new stretch for each seed.</summary>
    /// <param name="snrDb">Wanted signal over noise, -100..200 dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is out of range.</exception>
    public static Interferer White(double snrDb) => new(snrDb, exponent: 0, recording: null, room: null);

    /// <summary>Pink noise, a new stretch for each seed.</summary>
    /// <param name="snrDb">Wanted signal over noise, -100..200 dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is out of range.</exception>
    public static Interferer Pink(double snrDb) => new(snrDb, exponent: 1, recording: null, room: null);

    /// <summary>A recording, mixed to mono, from a start drawn by seed and repeated as long as needed.</summary>
    /// <param name="recording">What sounds; best at the rate of the path, else every run resamples it. Not to be changed afterwards.</param>
    /// <param name="snrDb">Wanted signal over recording, -100..200 dB.</param>
    /// <param name="room">Room that the recording sounds in, at the rate of the path; null where it is as it arrives.</param>
    /// <exception cref="ArgumentException">The recording is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is out of range.</exception>
    public static Interferer Recording(AudioBuffer recording, double snrDb, RoomImpulseResponse? room = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return recording.Length > 0
            ? new(snrDb, exponent: 0, recording, room)
            : throw new ArgumentException("the recording of an interferer has no samples", nameof(recording));
    }

    // Adds this interferer to the noise at the microphone; wantedMeanSquare is the active level of the wanted sound there.
    internal void AddTo(Span<float> noise, int sampleRate, ulong seed, double wantedMeanSquare)
    {
        // 1. The sound as it arrives, at any level.
        float[] sound = _recording is null ? Noise(noise.Length, sampleRate, seed) : Excerpt(_recording, noise.Length, sampleRate, seed);
        if (Room is not null)
        {
            sound = FastConvolution.Convolve(sound, Room.Samples);
        }

        // 2. Its active level -> gain. Silence stays silence.
        ReadOnlySpan<float> heard = sound.AsSpan(0, noise.Length);
        double meanSquare = ActivePart.Of(heard, sampleRate).MeanSquare;
        if (meanSquare > 0)
        {
            float gain = (float)Math.Sqrt(wantedMeanSquare / meanSquare * Decibels.ToPower(-SnrDb));
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(heard, gain, noise, noise);
        }
    }

    internal void CollectProblems(List<string> problems, string name, int? sampleRate)
    {
        if (Room is not null && sampleRate is not null && Room.SampleRate != sampleRate)
        {
            problems.Add($"{name}.{nameof(Room)} is at {Room.SampleRate} Hz, expected the path's {sampleRate} Hz");
        }
    }

    private float[] Noise(int length, int sampleRate, ulong seed)
    {
        var sound = new float[length];
        new ColoredNoise(sampleRate, _exponent, seed).Fill(sound);
        return sound;
    }

    private static float[] Excerpt(AudioBuffer recording, int length, int sampleRate, ulong seed)
    {
        AudioBuffer mono = recording.ChannelCount == 1 ? recording : recording.ToMono();
        mono = mono.SampleRate == sampleRate ? mono : mono.Resample(sampleRate);
        var sound = new float[length];
        int from = new SeededRandom(seed).NextInt(mono.Length);
        for (int filled = 0; filled < length;)
        {
            int count = Math.Min(length - filled, mono.Length - from);
            Streaming.Finite.Copy(mono.Samples.Slice(from, count), sound.AsSpan(filled, count));
            filled += count;
            from = 0;
        }

        return sound;
    }
}
