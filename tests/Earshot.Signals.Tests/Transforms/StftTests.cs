using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Transforms;

public sealed class StftTests
{
    // Frame, hop, transform, signal: common ones, a hop that does not divide the frame, padding, and signals shorter than a hop.
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 960, 480, 960, 5000 },
        { 400, 160, 512, 16000 },
        { 512, 128, 512, 4096 },
        { 300, 97, 320, 3001 },
        { 64, 64, 64, 200 },
        { 512, 128, 1024, 50 },
        { 33, 11, 0, 1 },
        { 256, 64, 256, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Inverse_gives_back_the_signal_with_its_edges(int frame, int hop, int fftLength, int length)
    {
        var stft = new Stft(Window.Hamming(frame), hop, fftLength);
        float[] signal = Noise(length, 5);
        var back = new float[length];
        stft.Inverse(stft.Forward(signal), back);
        AssertClose(signal, back, 2e-6f);
    }

    [Fact]
    public void Any_window_and_hop_that_see_every_sample_reconstruct()
    {
        var random = new SeededRandom(11);
        for (int trial = 0; trial < 60; trial++)
        {
            int frame = 2 + random.NextInt(200);
            int hop = 1 + random.NextInt(frame);
            var window = new float[frame];
            for (int n = 0; n < frame; n++)
            {
                window[n] = (float)random.NextDouble(0.3, 1.2);
            }

            var stft = new Stft(window, hop, 2 * frame);
            float[] signal = Noise(1 + random.NextInt(700), (ulong)trial);
            var back = new float[signal.Length];
            stft.Inverse(stft.Forward(signal), back);
            AssertClose(signal, back, 4e-6f);
        }
    }

    [Fact]
    public void Root_hann_at_half_overlap_is_its_own_dual()
    {
        var stft = new Stft(Window.RootHann(960), 480);
        for (int n = 0; n < 960; n++)
        {
            Assert.Equal(stft.AnalysisWindow[n], stft.SynthesisWindow[n], 1e-6f);
        }
    }

    [Theory]
    [InlineData(960, 480)]
    [InlineData(400, 160)]
    public void Live_frames_equal_the_frames_of_the_whole_signal_bit_for_bit(int frame, int hop)
    {
        var stft = new Stft(Window.Hann(frame), hop);
        float[] signal = Noise(hop * 20, 7);
        ComplexSpectrogram whole = stft.Forward(signal);
        var analyzer = new StftAnalyzer(stft);
        var re = new float[stft.BinCount];
        var im = new float[stft.BinCount];
        for (int t = 0; t < 20; t++)
        {
            analyzer.Analyze(signal.AsSpan(t * hop, hop), re, im);
            Assert.Equal(whole.Real(t).ToArray(), re);
            Assert.Equal(whole.Imaginary(t).ToArray(), im);
        }
    }

    [Theory]
    [InlineData(960, 480)]
    [InlineData(512, 128)]
    [InlineData(300, 97)]
    public void Live_chain_is_a_pure_delay_of_the_declared_latency(int frame, int hop)
    {
        var stft = new Stft(Window.Hamming(frame), hop, frame);
        var analyzer = new StftAnalyzer(stft);
        var synthesizer = new StftSynthesizer(stft);
        float[] signal = Noise(hop * 30, 9);
        float[] first = RunChain(analyzer, synthesizer, stft, signal);
        int latency = synthesizer.LatencySamples;
        Assert.Equal(frame - hop, latency);
        for (int n = 0; n < latency; n++)
        {
            Assert.Equal(0, first[n], 1e-6f);
        }

        AssertClose(signal.AsSpan(0, signal.Length - latency), first.AsSpan(latency), 2e-6f);

        analyzer.Reset();
        synthesizer.Reset();
        Assert.Equal(first, RunChain(analyzer, synthesizer, stft, signal));
    }

    [Fact]
    public void Broken_samples_do_not_outlive_their_frame()
    {
        var stft = new Stft(Window.RootHann(64), 32);
        var analyzer = new StftAnalyzer(stft);
        var synthesizer = new StftSynthesizer(stft);
        float[] signal = Noise(32 * 10, 13);
        float[] broken = [.. signal];
        broken[40] = float.NaN;
        broken[50] = float.PositiveInfinity;
        signal[40] = 0;
        signal[50] = 0;
        float[] expected = RunChain(analyzer, synthesizer, stft, signal);
        analyzer.Reset();
        synthesizer.Reset();
        Assert.Equal(expected, RunChain(analyzer, synthesizer, stft, broken));
    }

    [Fact]
    public void Tone_appears_in_its_bin_with_half_its_amplitude()
    {
        // A cosine of amplitude 1 at bin 60: the window's mean (0.5) times N / 2 at the peak.
        var stft = new Stft(Window.Hann(960), 480);
        var frame = new float[960];
        for (int n = 0; n < 960; n++)
        {
            frame[n] = (float)Math.Cos(2 * Math.PI * 60 * n / 960);
        }

        var re = new float[481];
        var im = new float[481];
        stft.AnalyzeFrame(frame, re, im);
        Assert.Equal(240, re[60], 1e-3f);
        Assert.Equal(-120, re[61], 1e-3f);
        Assert.Equal(0, re[63], 1e-3f);
    }

    [Fact]
    public void Frame_calls_allocate_nothing()
    {
        var stft = new Stft(Window.RootHann(960), 480);
        var analyzer = new StftAnalyzer(stft);
        var synthesizer = new StftSynthesizer(stft);
        var samples = new float[480];
        var re = new float[481];
        var im = new float[481];
        analyzer.Analyze(samples, re, im);
        synthesizer.Synthesize(re, im, samples);
        long bytes = AllocatedBytes.Least(() =>
        {
            analyzer.Analyze(samples, re, im);
            synthesizer.Synthesize(re, im, samples);
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Windows_that_leave_samples_unseen_are_refused()
    {
        // Periodic Hann is 0 at its first point, and without overlap nothing else sees that sample.
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Stft(Window.Hann(64), 64));
        Assert.Contains("unseen", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Stft(Window.Hann(64), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Stft(Window.Hann(64), 65));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Stft(Window.Hann(64), 32, 62));
        var stft = new Stft(Window.Hann(64), 32);
        Assert.Throws<ArgumentException>(() => stft.Inverse(new ComplexSpectrogram(3, 33), new float[1000]));
    }

    private static float[] RunChain(StftAnalyzer analyzer, StftSynthesizer synthesizer, Stft stft, float[] signal)
    {
        int hop = stft.HopLength;
        var re = new float[stft.BinCount];
        var im = new float[stft.BinCount];
        var output = new float[signal.Length];
        for (int start = 0; start < signal.Length; start += hop)
        {
            analyzer.Analyze(signal.AsSpan(start, hop), re, im);
            synthesizer.Synthesize(re, im, output.AsSpan(start, hop));
        }

        return output;
    }

    private static float[] Noise(int length, ulong seed)
    {
        var signal = new float[length];
        var random = new SeededRandom(seed);
        for (int n = 0; n < length; n++)
        {
            signal[n] = (float)random.NextDouble(-1, 1);
        }

        return signal;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int n = 0; n < expected.Length; n++)
        {
            Assert.Equal(expected[n], actual[n], tolerance);
        }
    }
}
