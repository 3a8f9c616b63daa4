using Earshot.Denoising;
using Earshot.Denoising.Network;

namespace Earshot.Conformance.Registrations;

// Random weights give gains and strengths near one half, so that noise passes and the delay can be seen.
internal sealed class DenoisingStreams : IStreamRegistration
{
    private static readonly DenoiserModel Model = DenoiserModel.CreateUntrained(new DenoiserArchitecture(16, 24, 3, 24, 2), 1);

    public IEnumerable<ProcessorCase> Processors =>
    [
        new("DenoiserStream, 48 kHz", () => new DenoiserStream(Model)),
        new("DenoiserStream, 48 kHz, stereo, no look-ahead, limit", () => new DenoiserStream(
            Model, 48000, 2, new DenoiserOptions { LookAhead = false, AttenuationLimitDb = 20 })),
        new("DenoiserStream, 16 kHz, postfilter", () => new DenoiserStream(Model, 16000, 1, new DenoiserOptions { Postfilter = true })),
    ];

    public IEnumerable<AnalyzerCase> Analyzers => [];
}
