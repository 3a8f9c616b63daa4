using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.SpeechActivity;

namespace Earshot.Conformance.Registrations;

internal sealed class SpeechActivityStreams : IStreamRegistration
{
    public IEnumerable<ProcessorCase> Processors => [];

    public IEnumerable<AnalyzerCase> Analyzers =>
    [
        AnalyzerCase.For("SpeechActivityDetector", () => new SpeechActivityDetector(16000), () => Pulses(16000, 1)),
        AnalyzerCase.For("SpeechActivityDetector, stereo, 11025 Hz", () => new SpeechActivityDetector(11025, 2), () => Pulses(11025, 2)),
    ];

    // Noise, and from 1 s to 2.5 s of 4 s a pulse train of 130 Hz: as voiced as a voice.
    private static AudioBuffer Pulses(int sampleRate, int channels)
    {
        var audio = new AudioBuffer(sampleRate, channels, 4 * sampleRate);
        var random = new SeededRandom(21);
        int period = sampleRate / 130;
        for (int c = 0; c < channels; c++)
        {
            Span<float> samples = audio.Channel(c);
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] = (float)(0.002 * random.NextGaussian());
                samples[n] += n > sampleRate && n < 5 * sampleRate / 2 && n % period == 0 ? 0.5f : 0;
            }
        }

        return audio;
    }
}
