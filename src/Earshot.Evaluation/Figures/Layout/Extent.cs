namespace Earshot.Evaluation.Figures.Layout;

/// <summary>The range of numbers that a layer covers in one direction; empty until something is included.</summary>
internal readonly record struct Extent(double Min, double Max)
{
    public static Extent Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => !(Min <= Max);

    public Extent Include(double value) => double.IsFinite(value) ? new(Math.Min(Min, value), Math.Max(Max, value)) : this;

    public Extent Include(Extent other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    public static Extent Of(IEnumerable<double> values) => values.Aggregate(Empty, (extent, value) => extent.Include(value));
}
