using System.Globalization;
using Earshot.Signals;
using Earshot.Signals.Streaming;
using Earshot.Watermarking.Embedding;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking;

/// <summary>Marks whole recordings: chooses the place, makes the mark, says how surely it will be found.</summary>
public static class WatermarkEmbedder
{
    /// <summary>Room score under which the lower pair of bands is considered.</summary>
    private const double ComfortableScore = 35;

    /// <summary>Share of the mark's energy under which a warning is due: the score falls alike.</summary>
    private const double StarvedShare = 0.5;

    /// <summary>What is processed around an event: more than windows, filters and limiter reach.</summary>
    private const double MarginSeconds = 0.25;

    /// <summary>Marks a recording.</summary>
    /// <param name="programme">The recording, 8000 .. 768000 Hz, any number of channels.</param>
    /// <param name="key">The key.</param>
    /// <param name="request">Where and what; null for the best place and presence alone. The continuous profile marks all of it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="MarkRefusedException">The programme cannot carry the mark.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static EmbedResult Embed(
        AudioBuffer programme, WatermarkKey key, MarkRequest? request = null, WatermarkEmbedderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(key);
        request ??= new MarkRequest();
        options ??= new WatermarkEmbedderOptions();
        options.Validate(nameof(options));
        return options.Profile == WatermarkProfile.Event
            ? EmbedEvent(programme, key, request, options)
            : EmbedContinuous(programme, key, request, options);
    }

    /// <summary>The best place for a mark, without making it.</summary>
    /// <param name="programme">The recording.</param>
    /// <param name="request">Where and what; null for anywhere.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="MarkRefusedException">The programme is shorter than the mark.</exception>
    public static MarkPrediction Predict(AudioBuffer programme, MarkRequest? request = null, WatermarkEmbedderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(programme);
        request ??= new MarkRequest();
        options ??= new WatermarkEmbedderOptions();
        int frames = FrameCount(request);
        var model = new DetectabilityModel(BandProfile.Measure(programme), options.Strength);
        (int first, int last) = Starts(programme, request, frames);
        return model.FindBest(first, last, frames, ComfortableScore);
    }

    private static EmbedResult EmbedEvent(
        AudioBuffer programme, WatermarkKey key, MarkRequest request, WatermarkEmbedderOptions options)
    {
        MarkPrediction prediction = Predict(programme, request, options);
        var warnings = new List<string>();
        if (prediction.Detectability <= Detectability.Poor)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"the programme has too little between 1 and 4 kHz at {prediction.Start.TotalSeconds:0.00} s: expected score {prediction.RoomScore:0.0} in a room, {prediction.CleanScore:0.0} on a clean path");
            if (prediction.Detectability == Detectability.None && !request.Force)
            {
                throw new MarkRefusedException(text);
            }

            warnings.Add(text);
        }

        TimeSpan duration = request.Payload is null ? MarkFormat.SyncDuration : MarkFormat.PayloadDuration;
        AudioBuffer marked = MarkSpan(programme, key, prediction, duration, request.Payload, options, warnings);
        return new EmbedResult(marked, [new EmbeddedMark(prediction.Start, duration, request.Payload, prediction)], warnings);
    }

    // Only the seconds around the mark pass through the stream; whole seconds, so that samples and the grid of the mark meet there at every rate.
    private static AudioBuffer MarkSpan(
        AudioBuffer programme, WatermarkKey key, MarkPrediction prediction, TimeSpan duration, WatermarkPayload? payload, WatermarkEmbedderOptions options, List<string> warnings)
    {
        int firstSecond = Math.Max(0, (int)Math.Floor(prediction.Start.TotalSeconds - MarginSeconds));
        int lastSecond = (int)Math.Ceiling((prediction.Start + duration).TotalSeconds + MarginSeconds);
        int start = firstSecond * programme.SampleRate;
        int end = (int)Math.Min(programme.Length, (long)lastSecond * programme.SampleRate);
        long gridStart = (long)Math.Round(prediction.Start.TotalSeconds * MarkFormat.SampleRate) - ((long)firstSecond * MarkFormat.SampleRate);
        var stream = new WatermarkEmbedderStream(
            key, programme.SampleRate, programme.ChannelCount, options, new PlannedMark(gridStart, prediction.Bands, payload));
        AudioBuffer span = stream.ProcessBuffer(programme.Slice(start, end - start));
        WarnIfStarved(stream, warnings);
        var marked = new AudioBuffer(programme.SampleRate, programme.ChannelCount, programme.Length);
        Finite.Copy(programme.Samples, marked.Samples);
        for (int channel = 0; channel < programme.ChannelCount; channel++)
        {
            span.Channel(channel).CopyTo(marked.Channel(channel)[start..]);
        }

        return marked;
    }

    private static EmbedResult EmbedContinuous(
        AudioBuffer programme, WatermarkKey key, MarkRequest request, WatermarkEmbedderOptions options)
    {
        if (request.Payload is not null || request.At is not null || request.Duration is not null)
        {
            throw new ArgumentException("the continuous profile marks the whole programme and carries no payload", nameof(request));
        }

        if (programme.Duration < MarkFormat.SyncDuration)
        {
            throw TooShort(programme, MarkFormat.SyncFrameCount);
        }

        var model = new DetectabilityModel(BandProfile.Measure(programme), options.Strength);
        MarkPrediction prediction = model.FindBest(0, int.MaxValue, MarkFormat.SyncFrameCount, 0);
        var warnings = new List<string>();
        if (prediction.Detectability == Detectability.None)
        {
            const string Text = "the programme has nothing between 1 and 4 kHz that could hide a mark";
            if (!request.Force)
            {
                throw new MarkRefusedException(Text);
            }

            warnings.Add(Text);
        }

        var stream = new WatermarkEmbedderStream(key, programme.SampleRate, programme.ChannelCount, options);
        AudioBuffer marked = stream.ProcessBuffer(programme);
        WarnIfStarved(stream, warnings);
        return new EmbedResult(
            marked, [new EmbeddedMark(TimeSpan.Zero, programme.Duration, Payload: null, prediction with { Start = TimeSpan.Zero })], warnings);
    }

    private static void WarnIfStarved(WatermarkEmbedderStream stream, List<string> warnings)
    {
        if (stream.KeptShare < StarvedShare)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the programme stands at full scale and leaves only {100 * stream.KeptShare:0} % of the mark's energy; lower its level before marking"));
        }
    }

    private static int FrameCount(MarkRequest request) =>
        MarkFormat.SyncFrameCount + (request.Payload is null ? 0 : MarkFormat.PayloadFrameCount);

    private static (int First, int Last) Starts(AudioBuffer programme, MarkRequest request, int frames)
    {
        const double FrameSeconds = MarkFormat.FrameLength / (double)MarkFormat.SampleRate;
        int available = (int)(programme.Length / (double)programme.SampleRate / FrameSeconds);
        int first = request.At is { } at ? (int)Math.Round(at.TotalSeconds / FrameSeconds) : 0;
        if (first < 0 || available - first < frames)
        {
            throw TooShort(programme, frames);
        }

        int last = available - frames;
        if (request.Duration is { } duration)
        {
            int stretch = (int)Math.Round(duration.TotalSeconds / FrameSeconds);
            if (stretch < frames)
            {
                throw new MarkRefusedException(string.Create(
                    CultureInfo.InvariantCulture, $"the mark takes {frames * FrameSeconds:0.00} s, the stretch has only {duration.TotalSeconds:0.00} s"));
            }

            last = Math.Min(last, first + stretch - frames);
        }
        else if (request.At is not null)
        {
            last = first;
        }

        return (first, last);
    }

    private static MarkRefusedException TooShort(AudioBuffer programme, int frames) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"the mark takes {frames * MarkFormat.FrameLength / (double)MarkFormat.SampleRate:0.00} s; the programme of {programme.Duration.TotalSeconds:0.00} s has no room for it there"));
}
