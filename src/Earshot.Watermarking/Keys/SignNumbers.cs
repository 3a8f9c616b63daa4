namespace Earshot.Watermarking.Keys;

/// <summary>Signs as numbers, for kernels that multiply by them.</summary>
internal static class SignNumbers
{
    /// <summary>The same signs as float32.</summary>
    /// <param name="signs">+1 or -1 each.</param>
    public static float[] Of(ReadOnlySpan<sbyte> signs)
    {
        var numbers = new float[signs.Length];
        for (int i = 0; i < signs.Length; i++)
        {
            numbers[i] = signs[i];
        }

        return numbers;
    }
}
