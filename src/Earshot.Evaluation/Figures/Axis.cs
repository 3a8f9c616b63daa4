namespace Earshot.Evaluation.Figures;

/// <summary>One axis of a figure.</summary>
public sealed class Axis
{
    /// <summary>What it shows, with its unit, such as <c>time (s)</c>.</summary>
    /// <value>Default empty.</value>
    public string Label { get; init; } = string.Empty;

    /// <summary>Whether equal distances are equal ratios; then all numbers must be above 0.</summary>
    /// <value>Default false.</value>
    public bool IsLogarithmic { get; init; }

    /// <summary>The lower end; null takes it from the data.</summary>
    /// <value>Default null.</value>
    public double? Min { get; init; }

    /// <summary>The upper end; null takes it from the data.</summary>
    /// <value>Default null.</value>
    public double? Max { get; init; }

    /// <summary>Names in place of numbers: category i stands at i + 0.5; null for numbers.</summary>
    /// <value>Default null.</value>
    public IReadOnlyList<string>? Categories { get; init; }
}
