namespace Earshot.Signals.Transforms;

/// <summary>The one sentence for a span of the wrong length.</summary>
internal static class SpanLength
{
    public static void Require(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"expected {expected} values, got {actual}", name);
        }
    }
}
