namespace Earshot.Evaluation.Intervals;

/// <summary>A figure computed from a sample, such as its mean or a quantile.</summary>
/// <param name="sample">The sample; the method may reorder it, it is a copy.</param>
/// <returns>The figure.</returns>
public delegate double Statistic(Span<double> sample);
