namespace Earshot.Cli.Benchmarking;

/// <summary>One line of a benchmark.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Reach">The figure to reach, or null.</param>
/// <param name="AtLeast">Whether <paramref name="Reach"/> is a lower bound; else it is an upper one.</param>
internal sealed record BenchFigure(string Name, double Value, string Unit, double? Reach = null, bool AtLeast = false)
{
    /// <summary>Whether the figure to reach was reached; true without one.</summary>
    public bool IsReached => Reach is not { } reach || (AtLeast ? Value >= reach : Value <= reach);
}
