using Earshot.Signals;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance;

/// <summary>One way to build an analyzer that the suite then holds to the contract.</summary>
/// <param name="Name">What the test is called, unique.</param>
/// <param name="Create">Makes an analyzer in its state at birth; instances share nothing that changes.</param>
/// <param name="Signal">Makes a sound in which at least one event occurs; without events there would be nothing to compare.</param>
public sealed record AnalyzerCase(string Name, Func<AnalyzerUnderTest> Create, Func<AudioBuffer> Signal)
{
    /// <summary>A case for an analyzer of any event type.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="name">What the test is called, unique.</param>
    /// <param name="create">Makes an analyzer in its state at birth.</param>
    /// <param name="signal">Makes a sound in which at least one event occurs.</param>
    public static AnalyzerCase For<TEvent>(string name, Func<IAudioAnalyzer<TEvent>> create, Func<AudioBuffer> signal) =>
        new(name, () => new AnalyzerUnderTest<TEvent>(create()), signal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
