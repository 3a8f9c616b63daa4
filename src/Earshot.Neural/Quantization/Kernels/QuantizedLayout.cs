namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Where codes and scales of a matrix lie: panels of 32 rows, in each the groups that share scales, in each the blocks.</summary>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="GroupLength">Weights of a row that share a scale; the last group may be shorter.</param>
/// <param name="ZeroTwice">Twice the code of zero.</param>
internal readonly record struct QuantizedLayout(int Rows, int Columns, int GroupLength, int ZeroTwice)
{
    /// <summary>Rows of a panel.</summary>
    public const int PanelRows = 32;

    /// <summary>Panels.</summary>
    public int Panels => (Rows + PanelRows - 1) / PanelRows;

    /// <summary>Groups of a row.</summary>
    public int Groups => (Columns + GroupLength - 1) / GroupLength;

    /// <summary>Blocks of a panel.</summary>
    public int Blocks(int depth) => (Columns + depth - 1) / depth;
}
