namespace Earshot.Architecture.PublicApi;

public sealed class ApiTextTests
{
    [Fact]
    public void Text_reads_as_the_declaration() => Assert.Equal(
        [
            "sealed record Sample",
            "    Sample(int Count, string? Name = null)",
            "    bool TryFind<TKey>(in TKey key, out string? found, ReadOnlySpan<float> samples, DayOfWeek day = DayOfWeek.Monday, params int[] more) where TKey : struct",
            "    const double Ratio = 0.5",
            "    int Count { get; init; }",
            "    int Hidden { get; }",
            "    int this[int index] { get; }",
            "    required IReadOnlyList<string?> Words { get; init; }",
            "    static readonly float[]? Weights",
            "    string? Name { get; init; }",
        ],
        ApiText.Of(typeof(Sample)));

    [Fact]
    public void Nested_and_generic_types_keep_their_names()
    {
        Assert.Equal(["readonly record struct Sample.Part", "    Part(double? Value)", "    double? Value { get; init; }"], ApiText.Of(typeof(Sample.Part)));
        Assert.Equal("Dictionary<string, List<int[]>>.Enumerator", TypeNames.Of(typeof(Dictionary<string, List<int[]>>.Enumerator)));
        Assert.Equal("(int, long?)", TypeNames.Of(typeof((int, long?))));
        Assert.Equal("enum DayOfWeek", ApiText.Of(typeof(DayOfWeek)).First());
    }

    [Fact]
    public void Difference_says_what_is_gone_and_what_is_new() => Assert.Equal(
        ["- N: class A: int Old()", "+ N: class B", "+ N: class B: int New()"],
        ApiDifference.Between("namespace N\n\nclass A\n    int Kept()\n    int Old()\n", "namespace N\n\nclass A\n    int Kept()\n\nclass B\n    int New()\n"));
}
