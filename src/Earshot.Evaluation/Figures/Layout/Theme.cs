namespace Earshot.Evaluation.Figures.Layout;

/// <summary>Colors and sizes that all figures share.</summary>
/// <remarks>
/// Attributes hold the light look, which every renderer knows; a style sheet turns ink, grid and paper around where the reader
/// has asked for dark pages. Series colors are the same on both.
/// </remarks>
internal static class Theme
{
    public const string Ink = "fill=\"#24292f\" class=\"ink\"";
    public const string Soft = "fill=\"#57606a\" class=\"soft\"";
    public const string Grid = "stroke=\"#d8dee4\" stroke-width=\"1\" class=\"grid\"";
    public const string FineGrid = "stroke=\"#d8dee4\" stroke-width=\"0.5\" class=\"grid\"";
    public const string Frame = "stroke=\"#8c959f\" stroke-width=\"1\" fill=\"none\" class=\"frame\"";
    public const string Tick = "stroke=\"#8c959f\" stroke-width=\"1\" class=\"frame\"";
    public const string Paper = "fill=\"#ffffff\" class=\"paper\"";
    public const string Family = "font-family=\"Inter, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif\"";
    public const double TitleSize = 15;
    public const double TextSize = 12;
    public const double TickSize = 11;

    public const string Style = "<style>@media (prefers-color-scheme: dark) { .ink { fill: #e6edf3 } .soft { fill: #9da7b1 } .grid { stroke: #30363d } "
        + ".frame { stroke: #6e7681 } .paper { fill: #0d1117 } .halo { stroke: #0d1117 } .rule { stroke: #e6edf3 } }</style>";
}
