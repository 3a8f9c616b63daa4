using Earshot.Signals;

namespace Earshot.Conformance.Checks;

// Turns what was seen into a message that says where it went wrong.
internal static class Breach
{
    public static void Unless(bool kept, string message)
    {
        if (!kept)
        {
            throw new ConformanceException(message);
        }
    }

    // Bit for bit, so that -0 is not 0 and a NaN equals itself.
    public static void UnlessSame(AudioBuffer expected, AudioBuffer actual, string rule, int? length = null)
    {
        int count = length ?? expected.Length;
        Unless(expected.ChannelCount == actual.ChannelCount && actual.Length >= count, $"{rule}: another shape");
        for (int c = 0; c < expected.ChannelCount; c++)
        {
            for (int n = 0; n < count; n++)
            {
                float want = expected.Channel(c)[n];
                float got = actual.Channel(c)[n];
                Unless(
                    BitConverter.SingleToInt32Bits(want) == BitConverter.SingleToInt32Bits(got),
                    $"{rule}: channel {c}, sample {n}: expected {want:R}, got {got:R}");
            }
        }
    }

    public static void UnlessSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string rule)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string want = i < expected.Count ? expected[i] : "no event";
            string got = i < actual.Count ? actual[i] : "no event";
            Unless(want == got, $"{rule}: event {i + 1}: expected {want}, got {got}");
        }
    }

    public static void UnlessThrows<TException>(Action action, string rule)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException)
        {
            return;
        }
        catch (Exception other) when (other is not ConformanceException)
        {
            throw new ConformanceException($"{rule}: expected {typeof(TException).Name}, got {other.GetType().Name}");
        }

        throw new ConformanceException($"{rule}: expected {typeof(TException).Name}");
    }
}
