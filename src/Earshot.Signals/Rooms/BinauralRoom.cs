namespace Earshot.Signals.Rooms;

/// <summary>What two ears hear of a source in a room: every image through the head's responses for the direction that it comes from.</summary>
public static class BinauralRoom
{
    /// <summary>Builds the two impulse responses.</summary>
    /// <remarks>Images stand on whole samples. Cost: the taps of both ears an image; a living room has a hundred thousand.</remarks>
    /// <param name="room">The room.</param>
    /// <param name="source">Where the source stands, inside the room.</param>
    /// <param name="head">Centre of the head, inside the room.</param>
    /// <param name="sampleRate">Samples per second, of the head's responses too.</param>
    /// <param name="ears">Impulse responses of left and right ear for a unit vector, in the frame of the room, towards where sound comes from.</param>
    /// <param name="options">Seed, displacement and the source's gain; a tail is not made.</param>
    /// <param name="lengthSeconds">Length from the moment of emission; null for the reverberation time after the direct sound.</param>
    /// <returns>Left and right channel; sample 0 is the moment of emission.</returns>
    /// <exception cref="ArgumentException">A position is outside the room, or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range, or no length follows from the room.</exception>
    public static AudioBuffer Response(
        ShoeboxRoom room,
        Vector3D source,
        Vector3D head,
        int sampleRate,
        Func<Vector3D, (ReadOnlyMemory<float> Left, ReadOnlyMemory<float> Right)> ears,
        ImageSourceOptions? options = null,
        double? lengthSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(ears);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1000);
        options ??= new ImageSourceOptions();
        double length = lengthSeconds ?? (((head - source).Length / room.SpeedOfSound) + RoomAcoustics.EyringRt60(room));
        if (!(length is > 0 and <= 60))
        {
            throw new ArgumentOutOfRangeException(nameof(lengthSeconds), length, "expected above 0, up to 60 s");
        }

        var response = new AudioBuffer(sampleRate, 2, (int)Math.Ceiling(length * sampleRate) + 1);
        foreach (ImageSource image in new ImageSourceModel(room, options).Trace(source, head, length))
        {
            float amplitude = (float)(image.Amplitude * (options.SourceGain?.Invoke(image.ExitDirection) ?? 1));
            int start = (int)Math.Round(image.Distance / room.SpeedOfSound * sampleRate);
            (ReadOnlyMemory<float> left, ReadOnlyMemory<float> right) = ears(image.ArrivalDirection);
            Add(response.Channel(0), start, left.Span, amplitude);
            Add(response.Channel(1), start, right.Span, amplitude);
        }

        return response;
    }

    /// <summary>Interaural cross-correlation IACC of two ears (ISO 3382-1, annex B): the largest normalised correlation within 1 ms.</summary>
    /// <param name="ears">Left and right channel.</param>
    /// <param name="fromSeconds">Start of the stretch.</param>
    /// <param name="toSeconds">Its end; infinity for all that follows.</param>
    /// <returns>0 .. 1; NaN for silence.</returns>
    /// <exception cref="ArgumentException">There are not two channels.</exception>
    public static double InterauralCorrelation(AudioBuffer ears, double fromSeconds = 0, double toSeconds = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(ears);
        if (ears.ChannelCount != 2)
        {
            throw new ArgumentException($"expected two ears; there are {ears.ChannelCount} channels", nameof(ears));
        }

        int start = (int)Math.Clamp(fromSeconds * ears.SampleRate, 0, ears.Length);
        int end = (int)Math.Clamp(toSeconds * ears.SampleRate, start, ears.Length);
        int lags = ears.SampleRate / 1000;
        double best = 0;
        double left = 0;
        double right = 0;
        for (int n = start; n < end; n++)
        {
            left += (double)ears.Channel(0)[n] * ears.Channel(0)[n];
            right += (double)ears.Channel(1)[n] * ears.Channel(1)[n];
        }

        for (int lag = -lags; lag <= lags; lag++)
        {
            double sum = 0;
            for (int n = Math.Max(start, start - lag); n < Math.Min(end, end - lag); n++)
            {
                sum += (double)ears.Channel(0)[n] * ears.Channel(1)[n + lag];
            }

            best = Math.Max(best, Math.Abs(sum));
        }

        return left > 0 && right > 0 ? best / Math.Sqrt(left * right) : double.NaN;
    }

    private static void Add(Span<float> target, int start, ReadOnlySpan<float> taps, float amplitude)
    {
        int count = Math.Min(taps.Length, target.Length - start);
        if (count > 0)
        {
            Span<float> part = target.Slice(start, count);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(taps[..count], amplitude, part, part);
        }
    }
}
