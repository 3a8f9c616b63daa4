namespace Earshot.Evaluation.Figures.Color;

/// <summary>256 colors for the numbers 0..1.</summary>
public sealed class ColorMap
{
    /// <summary>Number of colors.</summary>
    public const int Size = 256;

    private readonly Rgb[] _table;

    internal ColorMap(Rgb[] table)
    {
        _table = table;
    }

    /// <summary>The colors from the lowest to the highest.</summary>
    public IReadOnlyList<Rgb> Table => _table;

    /// <summary>The index of the color of a number.</summary>
    /// <param name="share">0 lowest, 1 highest; what lies outside takes the end; not a number takes the lowest.</param>
    /// <returns>0..255.</returns>
    public static byte Index(double share) => double.IsNaN(share) ? (byte)0 : (byte)Math.Round(Math.Clamp(share, 0, 1) * (Size - 1));

    /// <summary>The color of a number.</summary>
    /// <param name="share">0 lowest, 1 highest.</param>
    public Rgb At(double share) => _table[Index(share)];
}
