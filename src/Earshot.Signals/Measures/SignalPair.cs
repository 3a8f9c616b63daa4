using System.Runtime.CompilerServices;

namespace Earshot.Signals.Measures;

// The check that every measure of a processed signal against its original starts with.
internal static class SignalPair
{
    internal static void ThrowIfUnequal(
        ReadOnlySpan<float> reference,
        ReadOnlySpan<float> processed,
        [CallerArgumentExpression(nameof(processed))] string? name = null)
    {
        if (reference.Length != processed.Length)
        {
            throw new ArgumentException(
                $"{processed.Length} samples are compared with {reference.Length}; align the two and cut them to one length first", name);
        }
    }
}
