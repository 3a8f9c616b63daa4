using System.Text.Json;
using System.Text.Json.Serialization;
using Earshot.Signals.Streaming;

#pragma warning disable MA0048 // The generic twin of AnalyzerUnderTest.
namespace Earshot.Conformance;

internal sealed class AnalyzerUnderTest<TEvent>(IAudioAnalyzer<TEvent> inner) : AnalyzerUnderTest
{
    private static readonly JsonSerializerOptions Options =
        new() { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public override Type Type => inner.GetType();

    public override int SampleRate => inner.SampleRate;

    public override int ChannelCount => inner.ChannelCount;

    public override void Accept(ReadOnlySpan<float> samples) => inner.Accept(samples);

    public override string? Read() => inner.TryRead(out TEvent? next) ? JsonSerializer.Serialize(next, next!.GetType(), Options) : null;

    public override void Complete() => inner.Complete();

    public override void Reset() => inner.Reset();
}
