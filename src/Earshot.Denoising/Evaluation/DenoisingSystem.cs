using Earshot.Corpora.Mixing;
using Earshot.Signals;
using Earshot.Signals.Streaming;

namespace Earshot.Denoising.Evaluation;

/// <summary>One way to suppress noise, as a row of the report.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="IsOracle">Whether it knows the clean speech.</param>
/// <param name="Process">Noisy speech in, the result out, aligned.</param>
internal sealed record DenoisingSystem(string Name, bool IsOracle, Func<SpeechMixture, AudioBuffer> Process)
{
    /// <summary>The rows of a report.</summary>
    /// <param name="model">The model, or nothing.</param>
    public static IReadOnlyList<DenoisingSystem> All(DenoiserModel? model)
    {
        var systems = new List<DenoisingSystem>
        {
            new("noisy", false, static mixture => mixture.Noisy),
            new("Wiener filter, minimum statistics", false, static mixture => MinimumStatisticsWiener.Process(mixture.Noisy)),
        };
        if (model is not null)
        {
            systems.Add(Network("network", model, new DenoiserOptions()));
            systems.Add(Network("network, postfilter", model, new DenoiserOptions { Postfilter = true }));
            systems.Add(Network("network, limit 20 dB", model, new DenoiserOptions { AttenuationLimitDb = 20 }));
            systems.Add(Network("network, no look-ahead", model, new DenoiserOptions { LookAhead = false }));
        }

        systems.Add(new("oracle: magnitude of every bin", true, static mixture => OraclePath.Run(mixture, OracleStep.BinMagnitudes)));
        systems.Add(new("oracle: band gains", true, static mixture => OraclePath.Run(mixture, OracleStep.BandGains)));
        systems.Add(new("oracle: with comb, pitch of the noisy signal", true, static mixture => OraclePath.Run(mixture, OracleStep.BandGainsAndComb)));
        systems.Add(new("oracle: with comb, pitch of the clean signal", true, static mixture => OraclePath.Run(mixture, OracleStep.BandGainsAndComb, pitchFromClean: true)));
        systems.Add(new(
            "oracle: with comb and postfilter", true, static mixture => OraclePath.Run(mixture, OracleStep.BandGainsCombPostfilter, pitchFromClean: true)));
        return systems;
    }

    private static DenoisingSystem Network(string name, DenoiserModel model, DenoiserOptions options) => new(
        name, false, mixture => new DenoiserStream(model, mixture.Noisy.SampleRate, 1, options).ProcessBuffer(mixture.Noisy));
}
