using System.Reflection;

namespace Earshot.Conformance;

// All registered cases, by name.
internal static class Registry
{
    private static readonly IStreamRegistration[] All =
    [
        .. typeof(Registry).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStreamRegistration)))
            .Select(type => (IStreamRegistration)Activator.CreateInstance(type)!),
    ];

    public static IReadOnlyDictionary<string, ProcessorCase> Processors { get; } =
        All.SelectMany(registration => registration.Processors).ToDictionary(item => item.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, AnalyzerCase> Analyzers { get; } =
        All.SelectMany(registration => registration.Analyzers).ToDictionary(item => item.Name, StringComparer.Ordinal);
}
