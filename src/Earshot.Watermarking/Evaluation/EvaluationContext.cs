namespace Earshot.Watermarking.Evaluation;

/// <summary>What all parts of an evaluation share.</summary>
/// <param name="Options">How much to run.</param>
/// <param name="Library">The programmes, test half.</param>
/// <param name="Progress">Takes one line a step.</param>
internal sealed record EvaluationContext(WatermarkEvaluationOptions Options, HostLibrary Library, Action<string> Progress);
