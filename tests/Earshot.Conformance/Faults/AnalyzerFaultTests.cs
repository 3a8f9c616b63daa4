using Earshot.Conformance.Checks;

namespace Earshot.Conformance.Faults;

// The suite itself under test: a sound analyzer passes every check, and each fault is caught by the check named beside it.
public sealed class AnalyzerFaultTests
{
    private static float _loudest;

    private static readonly Dictionary<string, (string Check, Func<ScriptedAnalyzer> Create)> Faults = new(StringComparer.Ordinal)
    {
        ["no event at all"] = (nameof(AnalyzerChecks.SignalHoldsAnEvent), () => new ScriptedAnalyzer { Clean = _ => 0 }),
        ["one look a block"] = (nameof(AnalyzerChecks.ChoppingChangesNoEvent), () => new ScriptedAnalyzer { LooksOnceABlock = true }),
        ["a static maximum"] = (nameof(AnalyzerChecks.FutureNeverChangesThePast), () => new ScriptedAnalyzer { Clean = Normalize }),
        ["an array a block"] = (nameof(AnalyzerChecks.BlocksAllocateNothing), () => new ScriptedAnalyzer
        {
            BeforeBlock = length => GC.KeepAlive(new float[length]),
        }),
        ["a clock that goes on"] = (nameof(AnalyzerChecks.ResetGivesAFreshStream), () => new ScriptedAnalyzer
        {
            Forget = self =>
            {
                long position = self.Position;
                self.ForgetAll();
                self.Position = position;
            },
        }),
        ["NaN in the state"] = (nameof(AnalyzerChecks.NonFiniteSamplesAreZeros), () => new ScriptedAnalyzer { Clean = sample => sample }),
        ["a level of infinity"] = (nameof(AnalyzerChecks.EventsHoldFiniteNumbers), () => new ScriptedAnalyzer
        {
            Clean = sample => float.IsFinite(sample) ? sample : 0,
            Report = level => level * level,
        }),
        ["one state for all streams"] = (nameof(AnalyzerChecks.StreamsAreIndependent), () => new ScriptedAnalyzer { Clean = Normalize }),
        ["audio after the end"] = (nameof(AnalyzerChecks.CompleteEndsTheStream), () => new ScriptedAnalyzer { LocksAfterCompletion = false }),
        ["half a sample"] = (nameof(AnalyzerChecks.WrongLengthsAreArgumentErrors), () => new ScriptedAnalyzer { ChecksLengths = false }),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    public static TheoryData<string> CheckNames => [.. AnalyzerChecks.All.Keys];

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void A_sound_analyzer_passes(string check) => AnalyzerChecks.All[check](Case("sound", () => new ScriptedAnalyzer()));

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_is_caught(string name)
    {
        _loudest = 0;
        (string check, Func<ScriptedAnalyzer> create) = Faults[name];
        Assert.Throws<ConformanceException>(() => AnalyzerChecks.All[check](Case(name, create)));
    }

    [Fact]
    public void Every_check_has_a_fault_that_it_catches() =>
        Assert.Empty(AnalyzerChecks.All.Keys.Except(Faults.Values.Select(fault => fault.Check), StringComparer.Ordinal));

    private static AnalyzerCase Case(string name, Func<ScriptedAnalyzer> create) =>
        AnalyzerCase.For(name, create, () => TestSignals.Bursts(16000, 2, 2.0, seed: 4));

    // Full scale is what was loudest so far, wrongly over all streams.
    private static float Normalize(float sample)
    {
        _loudest = Math.Max(_loudest, Math.Max(0.05f, Math.Abs(sample)));
        return 0.3f * sample / _loudest;
    }
}
