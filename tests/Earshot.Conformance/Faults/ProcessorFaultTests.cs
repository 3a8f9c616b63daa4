using Earshot.Conformance.Checks;

namespace Earshot.Conformance.Faults;

// The suite itself under test: a sound processor passes every check, and each fault is caught by the check named beside it.
public sealed class ProcessorFaultTests
{
    private static float _loudest;

    private static readonly Dictionary<string, (string Check, Func<ScriptedProcessor> Create)> Faults = new(StringComparer.Ordinal)
    {
        ["latency that grows"] = (nameof(ProcessorChecks.ShapeIsFixed), () => new ScriptedProcessor
        {
            Step = (self, sample, n) => self.Smooth(sample + (0 * self.LatencySamples++)),
        }),
        ["state of another stream"] = (nameof(ProcessorChecks.ChoppingChangesNoBit), () => new ScriptedProcessor
        {
            Step = (self, sample, _) => self.Smooth(sample) / Loudest(sample),
        }),
        ["a static maximum"] = (nameof(ProcessorChecks.FutureNeverChangesThePast), () => new ScriptedProcessor
        {
            Step = (self, sample, _) => self.Smooth(sample) / Loudest(sample),
        }),
        ["an array a frame"] = (nameof(ProcessorChecks.FramesAllocateNothing), () => new ScriptedProcessor
        {
            Step = (self, sample, n) => self.Smooth(n == 0 ? new[] { sample }[^1] : sample),
        }),
        ["a list at every reset"] = (nameof(ProcessorChecks.FramesAllocateNothing), () => new ScriptedProcessor
        {
            Forget = self =>
            {
                self.ForgetAll();
                self.State = new List<float> { 0 }[0];
            },
        }),
        ["a delay that is not declared"] = (nameof(ProcessorChecks.LatencyIsAsDeclared), () => new ScriptedProcessor { LatencySamples = 39 }),
        ["state that survives a reset"] = (nameof(ProcessorChecks.ResetGivesAFreshStream), () => new ScriptedProcessor
        {
            Forget = self =>
            {
                float state = self.State;
                self.ForgetAll();
                self.State = state == 0 ? 0.25f : state;
            },
        }),
        ["a tail into the subnormal numbers"] = (nameof(ProcessorChecks.TailsEndWithoutSubnormals), () => new ScriptedProcessor
        {
            Step = (self, sample, _) => self.State = (0.9f * self.State) + sample,
        }),
        ["an output that is not written"] = (nameof(ProcessorChecks.TailsEndWithoutSubnormals), () => new ScriptedProcessor
        {
            Step = (self, sample, n) => n == 159 ? Runs.Marker : self.Smooth(sample),
        }),
        ["NaN in the state"] = (nameof(ProcessorChecks.NonFiniteSamplesAreZeros), () => new ScriptedProcessor { Clean = sample => sample }),
        ["infinity taken as full scale"] = (nameof(ProcessorChecks.NonFiniteSamplesAreZeros), () => new ScriptedProcessor
        {
            Clean = sample => float.IsNaN(sample) ? 0 : Math.Clamp(sample, -1, 1),
        }),
        ["overflow in the state"] = (nameof(ProcessorChecks.HugeSamplesDoNotPoison), () => new ScriptedProcessor
        {
            Clean = sample => float.IsFinite(sample) ? sample : 0,
            Step = (self, sample, _) => self.State = (0.9f * self.State) + (sample * sample),
        }),
        ["one state for all streams"] = (nameof(ProcessorChecks.StreamsAreIndependent), () => new ScriptedProcessor
        {
            Step = (self, sample, _) => self.Smooth(sample) / Loudest(sample),
        }),
        ["a tail cut off"] = (nameof(ProcessorChecks.FlushLosesNothing), () => new ScriptedProcessor
        {
            Drain = (self, output) =>
            {
                self.DrainSilence(output);
                output[^9] = 0;
                return self.LatencySamples;
            },
        }),
        ["a flush that reports less"] = (nameof(ProcessorChecks.FlushLosesNothing), () => new ScriptedProcessor
        {
            Drain = (self, output) => self.DrainSilence(output) - 1,
        }),
        ["a flush past its samples"] = (nameof(ProcessorChecks.FlushLosesNothing), () => new ScriptedProcessor
        {
            Drain = (self, output) =>
            {
                output[self.LatencySamples] = 0;
                return self.DrainSilence(output);
            },
        }),
        ["input read after output was written"] = (nameof(ProcessorChecks.InPlaceEqualsOutOfPlace), () => new ScriptedProcessor { ReadsAfterWriting = true }),
        ["lengths not checked"] = (nameof(ProcessorChecks.WrongLengthsAreArgumentErrors), () => new ScriptedProcessor { ChecksLengths = false }),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    public static TheoryData<string> CheckNames => [.. ProcessorChecks.All.Keys];

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void A_sound_processor_passes(string check) =>
        ProcessorChecks.All[check](new ProcessorCase("sound", () => new ScriptedProcessor()));

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_is_caught(string name)
    {
        _loudest = 0;
        (string check, Func<ScriptedProcessor> create) = Faults[name];
        Assert.Throws<ConformanceException>(() => ProcessorChecks.All[check](new ProcessorCase(name, create)));
    }

    [Fact]
    public void Every_check_has_a_fault_that_it_catches() =>
        Assert.Empty(ProcessorChecks.All.Keys.Except(Faults.Values.Select(fault => fault.Check), StringComparer.Ordinal));

    private static float Loudest(float sample) => _loudest = Math.Max(_loudest, Math.Abs(sample) + 1e-3f);
}
