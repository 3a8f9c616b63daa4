namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Where codes and scales of a matrix lie: strips of eight rows one after another, in each the blocks along K.</summary>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="GroupLength">Weights of a row that share a scale; the last group may be shorter.</param>
/// <param name="ZeroTwice">Twice the code of zero.</param>
internal readonly record struct QuantizedLayout(int Rows, int Columns, int GroupLength, int ZeroTwice)
{
    /// <summary>Rows of a strip.</summary>
    public const int StripRows = 8;

    /// <summary>Strips that are read at the same time, one from each quarter.</summary>
    public const int Quarters = 4;

    /// <summary>Strips of a quarter; the last strips of the last quarter may be empty.</summary>
    public int QuarterStrips => (Rows + (Quarters * StripRows) - 1) / (Quarters * StripRows);

    /// <summary>Strips in memory.</summary>
    public int Strips => Quarters * QuarterStrips;

    /// <summary>Groups of a row.</summary>
    public int Groups => (Columns + GroupLength - 1) / GroupLength;

    /// <summary>Blocks of a strip.</summary>
    public int Blocks(int depth) => (Columns + depth - 1) / depth;

    /// <summary>Where the scale of a row's group is among all, <c>[strip][group][8]</c>.</summary>
    public int ScaleIndex(int row, int group) => (((row / StripRows * Groups) + group) * StripRows) + (row % StripRows);
}
