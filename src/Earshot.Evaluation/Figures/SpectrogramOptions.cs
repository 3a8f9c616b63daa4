using Earshot.Evaluation.Figures.Color;

namespace Earshot.Evaluation.Figures;

/// <summary>How a <see cref="SpectrogramPicture"/> looks.</summary>
public sealed class SpectrogramOptions
{
    /// <summary>The usual.</summary>
    public static SpectrogramOptions Default { get; } = new();

    /// <summary>Heading; empty for none.</summary>
    /// <value>Default empty.</value>
    public string Title { get; init; } = string.Empty;

    /// <summary>Wanted length of the analysis frame in seconds; the next power of two in samples is used.</summary>
    /// <value>Default 0.032; 0.001 to 1.</value>
    public double FrameSeconds { get; init; } = 0.032;

    /// <summary>Distance from the brightest to the darkest color.</summary>
    /// <value>Default 80 dB; 10 to 160.</value>
    public double DynamicRangeDb { get; init; } = 80;

    /// <summary>Upper end of the frequency axis in Hz; null for half the rate.</summary>
    /// <value>Default null.</value>
    public double? MaxHz { get; init; }

    /// <summary>Width of the picture in pixels.</summary>
    /// <value>Default 860; 240 to 4000.</value>
    public int Width { get; init; } = 860;

    /// <summary>Height of the picture in pixels.</summary>
    /// <value>Default 360; 160 to 2000.</value>
    public int Height { get; init; } = 360;

    /// <summary>The colors; null for <see cref="KnownColorMaps.Ember"/>.</summary>
    /// <value>Default null.</value>
    public ColorMap? Colors { get; init; }

    internal static SpectrogramOptions Checked(SpectrogramOptions? options)
    {
        options ??= Default;
        var problems = new List<string>();
        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }

        Require(options.FrameSeconds is >= 0.001 and <= 1, $"{nameof(FrameSeconds)} is {options.FrameSeconds}, expected 0.001 to 1");
        Require(options.DynamicRangeDb is >= 10 and <= 160, $"{nameof(DynamicRangeDb)} is {options.DynamicRangeDb}, expected 10 to 160");
        Require(options.MaxHz is null or > 0, $"{nameof(MaxHz)} is {options.MaxHz}, expected more than 0");
        Require(options.Width is >= 240 and <= 4000, $"{nameof(Width)} is {options.Width}, expected 240 to 4000");
        Require(options.Height is >= 160 and <= 2000, $"{nameof(Height)} is {options.Height}, expected 160 to 2000");
        return problems.Count == 0 ? options : throw new ArgumentException(string.Join("; ", problems), nameof(options));
    }
}
