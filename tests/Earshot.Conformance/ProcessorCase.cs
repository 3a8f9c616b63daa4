using Earshot.Signals;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance;

/// <summary>One way to build a processor that the suite then holds to the contract.</summary>
/// <param name="Name">What the test is called, unique.</param>
/// <param name="Create">Makes a processor in its state at birth; instances share nothing that changes.</param>
public sealed record ProcessorCase(string Name, Func<IAudioProcessor> Create)
{
    /// <summary>Makes the sound that the checks run through; bursts of noise and pauses by default.</summary>
    public Func<IAudioProcessor, AudioBuffer> Signal { get; init; } =
        processor => TestSignals.Bursts(processor.SampleRate, processor.InputChannelCount, 1.5, seed: 1);

    /// <summary>Measures the delay in samples; where white noise stands out of the output, by cross-correlation.</summary>
    /// <remarks>A processor that replaces its input (a synthesizer, a detector of events) brings its own measurement.</remarks>
    public Func<IAudioProcessor, int> MeasureLatency { get; init; } = LatencyMeasurement.ByCrossCorrelation;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
