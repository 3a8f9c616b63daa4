namespace Earshot.Conformance;

// One breach of a contract: which rule, where, what was seen and what was expected.
public sealed class ConformanceException(string message) : Exception(message);
