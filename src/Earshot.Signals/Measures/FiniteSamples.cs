namespace Earshot.Signals.Measures;

// The contract of every stream: NaN and infinity in the input count as silence and never reach the state.
internal static class FiniteSamples
{
    internal static void Copy(ReadOnlySpan<float> source, Span<float> target)
    {
        for (int n = 0; n < source.Length; n++)
        {
            target[n] = float.IsFinite(source[n]) ? source[n] : 0;
        }
    }
}
