using System.Numerics.Tensors;
using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Measures;
using Earshot.Watermarking.Evaluation;

namespace Earshot.Watermarking.Tests.Embedding;

public sealed class EventEmbeddingTests
{
    [Fact]
    public void The_difference_stays_inside_the_band()
    {
        MarkBands bands = Material.Marked.Marks[0].Prediction.Bands;
        double low = bands == MarkBands.HighPair ? 2000 : 1000;
        double high = low + 2000;
        var spectrum = new MeanSpectrum(Material.Difference(Material.Marked.Programme, Material.Music), MarkFormat.SampleRate);
        double inside = spectrum.Density(low, high);
        Assert.True(Material.Decibels(spectrum.Peak(0, low - 250) / inside) <= -30, $"{Material.Decibels(spectrum.Peak(0, low - 250) / inside):0.0} dB below");
        Assert.True(Material.Decibels(spectrum.Peak(high + 250, 8000) / inside) <= -30, $"{Material.Decibels(spectrum.Peak(high + 250, 8000) / inside):0.0} dB above");
    }

    [Fact]
    public void Loudness_and_the_energy_of_every_critical_stretch_are_kept()
    {
        AudioBuffer before = Material.Music.Slice(16000, 30720);
        AudioBuffer after = Material.Marked.Programme.Slice(16000, 30720);
        Assert.Equal(Loudness.Integrated(Material.Music), Loudness.Integrated(Material.Marked.Programme), 0.1);
        var old = new MeanSpectrum(before.Samples, MarkFormat.SampleRate);
        var marked = new MeanSpectrum(after.Samples, MarkFormat.SampleRate);
        for (int hz = 1000; hz < 4000; hz += 500)
        {
            double change = Material.Decibels(marked.Energy(hz, hz + 500) / old.Energy(hz, hz + 500));
            Assert.True(Math.Abs(change) < 2, $"{hz} Hz: {change:0.00} dB");
        }
    }

    [Fact]
    public void Samples_outside_the_mark_are_the_programme_bit_for_bit()
    {
        float[] difference = Material.Difference(Material.Marked.Programme, Material.Music);
        // Windows of 20 ms reach past either end.
        Assert.Equal(-1, difference.AsSpan(0, 16000 - 320).IndexOfAnyExcept(0f));
        Assert.Equal(-1, difference.AsSpan(16000 + 30720 + 320).IndexOfAnyExcept(0f));
        Assert.True(TensorPrimitives.SumOfSquares(difference) > 0);
        EmbeddedMark mark = Assert.Single(Material.Marked.Marks);
        Assert.Equal(TimeSpan.FromSeconds(1), mark.Start);
        Assert.Equal(MarkFormat.SyncDuration, mark.Duration);
    }

    [Theory]
    [InlineData("one-sided")]
    [InlineData("anti-phase")]
    [InlineData("independent")]
    public void Every_channel_and_their_mean_carry_the_mark(string kind)
    {
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(3.2, MarkFormat.SampleRate, 3);
        AudioBuffer second = KnownProgrammes.PinkNoise.Create(3.2, MarkFormat.SampleRate, 4);
        var stereo = new AudioBuffer(MarkFormat.SampleRate, 2, noise.Length);
        noise.Samples.CopyTo(stereo.Channel(0));
        if (kind == "anti-phase")
        {
            // The sides are opposite but for a tenth of their size: with nothing left in the mean there would be nothing to hear.
            TensorPrimitives.Multiply(noise.Samples, -0.9f, stereo.Channel(1));
        }
        else if (kind == "independent")
        {
            second.Samples.CopyTo(stereo.Channel(1));
        }

        AudioBuffer marked = WatermarkEmbedder.Embed(stereo, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(0.6) }).Programme;
        AssertMark(marked, 0.6);
        AssertMark(marked.ToMono(), 0.6);
        AssertMark(new AudioBuffer(MarkFormat.SampleRate, marked.Channel(0)), 0.6);
        if (kind == "one-sided")
        {
            Assert.Equal(-1, marked.Channel(1).IndexOfAnyExcept(0f));
        }
    }

    [Fact]
    public void A_loud_programme_gets_no_new_peak_above_full_scale()
    {
        AudioBuffer loud = Material.Scale(Material.Music, 6);
        for (int n = 0; n < loud.Length; n++)
        {
            loud.Samples[n] = Math.Clamp(loud.Samples[n], -1, 1);
        }

        AudioBuffer marked = WatermarkEmbedder.Embed(loud, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(1) }).Programme;
        // One part in a million is the rounding of programme plus difference.
        Assert.InRange(Math.Abs(TensorPrimitives.MaxMagnitude<float>(marked.Samples)), 0.9f, 1.000001f);
        AssertMark(marked, 1);
    }

    [Fact]
    public void Full_scale_that_starves_the_mark_is_a_warning()
    {
        Assert.Empty(Material.Marked.Warnings);
        AudioBuffer square = Material.Music.Clone();
        foreach (ref float x in square.Samples)
        {
            x = MathF.Sign(x);
        }

        EmbedResult result = WatermarkEmbedder.Embed(square, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(1), Force = true });
        Assert.Contains(result.Warnings, static w => w.Contains("full scale", StringComparison.Ordinal));
    }

    [Fact]
    public void Programmes_that_cannot_carry_a_mark_are_refused()
    {
        var silence = new AudioBuffer(MarkFormat.SampleRate, 1, 48000);
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(silence, Material.Key));
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(
            silence, Material.Key, options: new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous }));
        AudioBuffer brief = Material.Music.Slice(0, 30000);
        Assert.Contains("1.92 s", Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(brief, Material.Key)).Message, StringComparison.Ordinal);
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(
            Material.Music, Material.Key, new MarkRequest { Payload = WatermarkPayload.FromBits(1) }));
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(
            Material.Music, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(3) }));
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(
            Material.Music, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(1), Duration = TimeSpan.FromSeconds(1.5) }));
    }

    [Fact]
    public void Force_marks_what_would_be_refused_and_warns()
    {
        AudioBuffer quiet = Material.Scale(Material.Music, 1e-6f);
        Assert.Throws<MarkRefusedException>(() => WatermarkEmbedder.Embed(quiet, Material.Key));
        EmbedResult result = WatermarkEmbedder.Embed(quiet, Material.Key, new MarkRequest { Force = true });
        Assert.Single(result.Warnings);
        Assert.Equal(Detectability.None, result.Marks[0].Prediction.Detectability);
    }

    [Fact]
    public void The_best_place_is_where_the_programme_is()
    {
        AudioBuffer half = Material.Music.Clone();
        half.Samples[..30000].Clear();
        MarkPrediction best = WatermarkEmbedder.Predict(half);
        Assert.True(best.Start.TotalSeconds > 1.7, $"{best.Start}");
        MarkPrediction limited = WatermarkEmbedder.Predict(
            Material.Music, new MarkRequest { At = TimeSpan.FromSeconds(0.5), Duration = TimeSpan.FromSeconds(2.2) });
        Assert.InRange(limited.Start.TotalSeconds, 0.5, 0.7801);
    }

    [Fact]
    public void A_payload_needs_sound_in_both_of_its_parts()
    {
        // Ten seconds, silent from 2.5 s to 4 s: the span with the most energy would put the period that announces the payload into the gap.
        AudioBuffer programme = KnownProgrammes.DenseMusic.Create(10, MarkFormat.SampleRate, seed: 3);
        programme.Samples[40000..64000].Clear();
        programme.Samples[..40000].Clear();
        var request = new MarkRequest { Payload = WatermarkPayload.FromBits(0xC0DE) };
        MarkPrediction best = WatermarkEmbedder.Predict(programme, request);
        Assert.True(best.Start.TotalSeconds >= 3.9, $"{best.Start}");
        MarkPrediction forced = WatermarkEmbedder.Predict(programme, new MarkRequest { Payload = request.Payload, At = TimeSpan.FromSeconds(2.1) });
        Assert.True(forced.RoomScore < 0.1 * best.RoomScore, $"{forced.RoomScore} beside {best.RoomScore}");
    }

    [Fact]
    public void Samples_that_are_not_finite_come_out_as_silence_inside_and_outside_the_mark()
    {
        AudioBuffer programme = Material.Music.Clone();
        programme.Samples[10] = float.NaN;
        programme.Samples[30000] = float.PositiveInfinity;
        EmbedResult result = WatermarkEmbedder.Embed(programme, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(1) });
        Assert.Equal(0, result.Programme.Samples[10]);
        Assert.DoesNotContain(result.Programme.Samples.ToArray(), static x => !float.IsFinite(x));
    }

    [Fact]
    public void Options_tell_every_problem_at_once()
    {
        var options = new WatermarkEmbedderOptions { Strength = 2, SignalToNoiseDb = double.NaN, MaskingMarginDb = -20, Profile = (WatermarkProfile)9 };
        ArgumentException e = Assert.Throws<ArgumentException>(() => WatermarkEmbedder.Embed(Material.Music, Material.Key, options: options));
        Assert.All(["Strength", "SignalToNoiseDb", "MaskingMarginDb", "Profile"], name => Assert.Contains(name, e.Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new WatermarkDetectorStream(
            [Material.Key], 16000, 1, new WatermarkDetectorOptions { FalseAlarmsPerHour = 0 }));
        Assert.Throws<ArgumentException>(() => new WatermarkDetectorStream([], 16000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatermarkDetectorStream([Material.Key], 7999));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatermarkEmbedderStream(Material.Key, 16000, 0));
    }

    private static void AssertMark(AudioBuffer audio, double start)
    {
        WatermarkDetected found = Assert.Single(Material.Detect(audio).OfType<WatermarkDetected>());
        Assert.Equal(start, found.Start.TotalSeconds, 0.005);
    }
}
