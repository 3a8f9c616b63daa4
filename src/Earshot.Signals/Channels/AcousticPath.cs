// From a loudspeaker through a room to a microphone.
// Order: codec, clock skew and delay, loudspeaker, room, level at the microphone, interferers, microphone, codec. Skew comes first
// although the microphone's clock causes it: loudspeaker and room are as good as linear and time-invariant, and one resampling
// then does the rates, the skew and the delay at once.
// Signal-to-noise ratio: active level of the wanted sound at the microphone, its reverberation included, over the active level of
// the noise there, both as ActivePart defines it; stated for each interferer, reported for all of them with the microphone's noise.
// Cost: one FFT convolution, one resampling where rate, skew or delay ask for it, one normal number per sample and noise; 15 to
// 20 ms of processor time for 5 s at 16 kHz with all of it.
using System.Numerics.Tensors;
using Earshot.Signals.Convolution;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;
using Earshot.Signals.Rooms;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Channels;

/// <summary>Simulates how a sound arrives at a microphone after loudspeaker and room. Immutable; may be shared by threads.</summary>
public sealed class AcousticPath
{
    private readonly AcousticPathOptions _options;

    /// <summary>Creates a path.</summary>
    /// <param name="options">Settings; defaults where null.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all problems.</exception>
    public AcousticPath(AcousticPathOptions? options = null)
    {
        _options = options ?? new AcousticPathOptions();
        _options.Validate(nameof(options));
    }

    /// <summary>Plays a sound with the seed of the options.</summary>
    /// <param name="sound">What is played; several channels are mixed to one. Samples that are not finite are taken as 0.</param>
    /// <exception cref="ArgumentException">The sound is at a rate that the path or its room cannot use.</exception>
    public AcousticPathResult Play(AudioBuffer sound) => Play(sound, _options.Seed);

    /// <summary>Plays a sound with another seed: another room tail, other noise, another random delay.</summary>
    /// <param name="sound">What is played; several channels are mixed to one. Samples that are not finite are taken as 0.</param>
    /// <param name="seed">Seed of everything that is drawn.</param>
    /// <exception cref="ArgumentException">The sound is at a rate that the path or its room cannot use.</exception>
    public AcousticPathResult Play(AudioBuffer sound, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sound);
        int rate = CheckRate(sound);
        // One sequence of seeds, drawn in a fixed order, so that switching one part off leaves the others as they are.
        var seeds = new SeededRandom(seed);
        ulong roomSeed = seeds.NextBits();
        ulong microphoneSeed = seeds.NextBits();
        double delay = _options.DelaySamples + (_options.RandomDelaySamples * seeds.NextDouble());

        // 1. What the loudspeaker gets -> played, on the microphone's clock.
        AudioBuffer source = _options.BeforeLoudspeaker?.Invoke(sound) ?? sound;
        float[] played = OnTheMicrophonesClock(source, rate, delay);
        if (_options.Loudspeaker is { } loudspeaker)
        {
            new Loudspeaker(rate, loudspeaker).Apply(played);
        }

        // 2. The room -> wanted, with the lead-in and up to the end of the recording.
        RoomImpulseResponse? room = MakeRoom(rate, roomSeed);
        var wanted = new AudioBuffer(rate, 1, RecordingLength(played.Length, room, rate, out int leadIn));
        float[] arriving = room is null ? played : FastConvolution.Convolve(played, room.Samples);
        int kept = Math.Min(arriving.Length, wanted.Length - leadIn);
        arriving.AsSpan(0, kept).CopyTo(wanted.Samples[leadIn..]);

        // 3. Its level at the microphone.
        ActivePart active = ActivePart.Of(wanted.Samples, rate);
        double wantedMeanSquare = active.MeanSquare;
        double referenceMeanSquare = wantedMeanSquare;
        if (_options.WantedLevelDbfs is { } level)
        {
            // When nothing is played, the interferers are set against the level that it would have had.
            referenceMeanSquare = Decibels.ToPower(level);
            if (wantedMeanSquare > 0)
            {
                TensorPrimitives.Multiply(wanted.Samples, (float)Math.Sqrt(referenceMeanSquare / wantedMeanSquare), wanted.Samples);
                wantedMeanSquare = referenceMeanSquare;
            }
        }

        // 4. Everything else that sounds there.
        var interference = new AudioBuffer(rate, 1, wanted.Length);
        foreach (Interferer interferer in _options.Interferers)
        {
            interferer.AddTo(interference.Samples, rate, seeds.NextBits(), referenceMeanSquare);
        }

        // 5. The microphone, and what follows it.
        var received = new AudioBuffer(rate, 1, wanted.Length);
        TensorPrimitives.Add<float>(wanted.Samples, interference.Samples, received.Samples);
        if (_options.Microphone is { } microphone)
        {
            new Microphone(rate, microphone, microphoneSeed, frameLength: 0).Apply(received.Samples);
        }

        (double wideBand, double? inBand) = MeasureSnr(wanted, active, wantedMeanSquare, interference);
        return new AcousticPathResult
        {
            Received = _options.AfterMicrophone?.Invoke(received) ?? received,
            Wanted = wanted,
            Interference = interference,
            Room = room,
            ArrivalSamples = leadIn + delay + (room?.DirectIndex ?? 0),
            WantedLevelDbfs = Decibels.FromPower(wantedMeanSquare),
            WideBandSnrDb = wideBand,
            InBandSnrDb = inBand,
        };
    }

    private int CheckRate(AudioBuffer sound)
    {
        int rate = _options.SampleRate ?? sound.SampleRate;
        var problems = new List<string>();
        OptionCheck.Range(problems, "the rate of the sound", rate, InPlaceProcessor.MinimumSampleRate, 384_000);
        if (_options.Room is { } room && room.SampleRate != rate)
        {
            problems.Add($"the room response is at {room.SampleRate} Hz, expected the path's {rate} Hz");
        }

        for (int i = 0; i < _options.Interferers.Count; i++)
        {
            _options.Interferers[i].CollectProblems(problems, $"interferer {i}", rate);
        }

        OptionCheck.ThrowIfAny(problems, nameof(sound));
        return rate;
    }

    private float[] OnTheMicrophonesClock(AudioBuffer source, int rate, double delay)
    {
        AudioBuffer mono = source.ChannelCount == 1 ? source : source.ToMono();
        if (mono.SampleRate == rate && _options.SkewPpm == 0 && delay == 0)
        {
            var copy = new float[mono.Length];
            Finite.Copy(mono.Samples, copy);
            return copy;
        }

        var resampling = new ResamplerOptions { Quality = _options.Resampling, SkewPpm = _options.SkewPpm, DelaySamples = delay };
        return Resampler.Convert(mono.Samples, mono.SampleRate, rate, resampling);
    }

    private RoomImpulseResponse? MakeRoom(int rate, ulong seed) =>
        _options.Room ?? (_options.Rt60Seconds > 0
            ? RoomImpulseResponse.FromDecay(_options.Rt60Seconds, _options.ResolvedDirectToReverberantDb, rate, seed)
            : null);

    private int RecordingLength(int playedLength, RoomImpulseResponse? room, int rate, out int leadIn)
    {
        leadIn = (int)Math.Round(_options.LeadInSeconds * rate);
        int leadOut = _options.LeadOutSeconds is { } seconds ? (int)Math.Round(seconds * rate) : (room?.Length ?? 1) - 1;
        return checked(leadIn + playedLength + leadOut);
    }

    private (double WideBand, double? InBand) MeasureSnr(AudioBuffer wanted, ActivePart wantedPart, double wantedMeanSquare, AudioBuffer interference)
    {
        double floor = _options.Microphone is { } microphone ? Decibels.ToPower(microphone.NoiseFloorDbfs) : 0;
        ActivePart noisePart = ActivePart.Of(interference.Samples, interference.SampleRate);
        double wideBand = Ratio(wantedMeanSquare, noisePart.MeanSquare + floor);
        if (_options.ReportBand is not { } band)
        {
            return (wideBand, null);
        }

        // The microphone's noise is white: a band holds its share of the frequencies up to half the rate.
        double half = wanted.SampleRate / 2.0;
        double share = Math.Max(0, Math.Min(band.HighHz, half) - band.LowHz) / half;
        double noise = noisePart.BandMeanSquare(interference.Samples, band) + (floor * share);
        return (wideBand, Ratio(wantedPart.BandMeanSquare(wanted.Samples, band), noise));
    }

    // 0 over 0 is "nothing was played" rather than not a number.
    private static double Ratio(double wanted, double noise) =>
        wanted == 0 ? double.NegativeInfinity : Decibels.FromPower(wanted / noise);
}
