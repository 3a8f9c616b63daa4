namespace Earshot.Evaluation.Figures.Layout;

/// <summary>About how wide a text will be, so that margins and legends fit without measuring fonts.</summary>
/// <remarks>Advance widths of the common sans-serif faces, rounded to a few classes; errors stay below a tenth for ordinary words.</remarks>
internal static class TextWidth
{
    public static double Estimate(string text, double size) => size * text.Sum(c => c switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.23,
        '.' or ',' or ':' or ';' or '!' or ' ' or 'I' or 'f' or 't' or '/' or '[' or ']' => 0.28,
        'r' or '(' or ')' or '-' => 0.34,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' or 'J' => 0.5,
        'm' or 'M' or '%' or '@' or 'W' => 0.87,
        'w' => 0.72,
        >= 'A' and <= 'Z' => 0.68,
        _ => 0.56,
    });
}
