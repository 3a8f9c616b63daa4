using System.Reflection;
using Earshot.Conformance.Checks;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance;

public sealed class StreamTests
{
    public static TheoryData<string, string> ProcessorPromises => Pairs(Registry.Processors.Keys, ProcessorChecks.All.Keys);

    public static TheoryData<string, string> AnalyzerPromises => Pairs(Registry.Analyzers.Keys, AnalyzerChecks.All.Keys);

    [Fact]
    public void Every_processor_is_registered() => AssertRegistered(
        typeof(IAudioProcessor), Registry.Processors.Values.Select(item => item.Create().GetType()), nameof(ProcessorCase));

    [Fact]
    public void Every_analyzer_is_registered() => AssertRegistered(
        typeof(IAudioAnalyzer<>), Registry.Analyzers.Values.Select(item => item.Create().Type), nameof(AnalyzerCase));

    [Theory]
    [MemberData(nameof(ProcessorPromises))]
    public void Processor_keeps(string name, string promise) => ProcessorChecks.All[promise](Registry.Processors[name]);

    [Theory]
    [MemberData(nameof(AnalyzerPromises))]
    public void Analyzer_keeps(string name, string promise) => AnalyzerChecks.All[promise](Registry.Analyzers[name]);

    private static TheoryData<string, string> Pairs(IEnumerable<string> names, IEnumerable<string> promises)
    {
        var pairs = new TheoryData<string, string>();
        foreach (string name in names)
        {
            foreach (string promise in promises)
            {
                pairs.Add(name, promise);
            }
        }

        return pairs;
    }

    private static void AssertRegistered(Type contract, IEnumerable<Type> registered, string caseName)
    {
        static Type Open(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var known = registered.Select(Open).ToHashSet();
        IEnumerable<string> forgotten = House.Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && Array.Exists(type.GetInterfaces(), i => Open(i) == contract))
            .Where(type => !known.Contains(Open(type)))
            .Select(type => type.FullName!);
        Assert.True(
            !forgotten.Any(),
            $"no {caseName} in tests/Earshot.Conformance/Registrations for: {string.Join(", ", forgotten)}");
    }
}
