namespace Earshot.Evaluation.Figures.Color;

/// <summary>Colors of series that people with any kind of color vision tell apart.</summary>
/// <remarks>M. Okabe and K. Ito, Color Universal Design (2008). Their black is left to text and axes; yellow, too pale for lines on white, comes last.</remarks>
public static class OkabeIto
{
    /// <summary>Blue, vermilion, bluish green, reddish purple, orange, sky blue, yellow.</summary>
    public static IReadOnlyList<Rgb> Colors { get; } =
    [
        new(0, 114, 178), new(213, 94, 0), new(0, 158, 115), new(204, 121, 167), new(230, 159, 0), new(86, 180, 233), new(240, 228, 66),
    ];
}
