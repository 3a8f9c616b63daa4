using Earshot.Spatial;
using Earshot.Spatial.Devices;
using Earshot.Spatial.Upmixing;

namespace Earshot.Conformance.Registrations;

internal sealed class SpatialStreams : IStreamRegistration
{
    private static readonly Lazy<SpatialModel> Bar = new(() => SpatialModel.Design(KnownSpeakers.Bar16));
    private static readonly Lazy<SpatialModel> Round = new(() => SpatialModel.Design(KnownSpeakers.Round, 16000));

    public IEnumerable<ProcessorCase> Processors =>
    [
        new("UpmixStream", () => new UpmixStream(16000)),
        new("UpmixStream, short frames", () => new UpmixStream(48000, new UpmixOptions { FrameSeconds = 0.021, SmoothingSeconds = 0 })),
        // The plain path stands out of the filters', and both have the latency that is declared.
        new("SpatialStream, half", () => new SpatialStream(Bar.Value, new SpatialOptions { Strength = 0.5 })),
        new("SpatialStream, bypassed", () => new SpatialStream(Bar.Value, new SpatialOptions { Strength = 0 })),
        new("SpatialStream, three drivers, bypassed by two thirds", () => new SpatialStream(Round.Value, new SpatialOptions { Strength = 0.33, GainDb = -6 })),
        new("SpatialStream, headphones", () => SpatialStream.ForHeadphones(Round.Value)),
    ];

    public IEnumerable<AnalyzerCase> Analyzers => [];
}
