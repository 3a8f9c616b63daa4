namespace Earshot.Conformance;

/// <summary>The streams of one project; a class in Registrations/ that implements it is found by itself.</summary>
public interface IStreamRegistration
{
    /// <summary>One case or more for every processor of the project.</summary>
    IEnumerable<ProcessorCase> Processors { get; }

    /// <summary>One case or more for every analyzer of the project.</summary>
    IEnumerable<AnalyzerCase> Analyzers { get; }
}
