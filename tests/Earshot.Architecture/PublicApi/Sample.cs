#pragma warning disable CA1051, CA1711, CA1819, IDE0060, MA0048, MA0069, S1104, CA2211 // A type that shows every form the text must write.
namespace Earshot.Architecture.PublicApi;

public sealed record Sample(int Count, string? Name = null)
{
    public const double Ratio = 0.5;

    public static readonly float[]? Weights;

    public required IReadOnlyList<string?> Words { get; init; }

    public int this[int index] => index;

    public int Hidden { get; private set; }

    public bool TryFind<TKey>(in TKey key, out string? found, ReadOnlySpan<float> samples, DayOfWeek day = DayOfWeek.Monday, params int[] more)
        where TKey : struct
    {
        found = null;
        return false;
    }

    internal void NotShown() => Hidden++;

    public readonly record struct Part(double? Value);
}
