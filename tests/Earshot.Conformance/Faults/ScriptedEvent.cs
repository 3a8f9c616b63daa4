namespace Earshot.Conformance.Faults;

internal sealed record ScriptedEvent(long Sample, float Level);
