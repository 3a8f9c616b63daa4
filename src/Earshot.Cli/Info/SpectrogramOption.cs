using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Evaluation.Figures;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Info;

/// <summary>The option <c>--spectrogram</c>: a picture of the recording as SVG or PNG.</summary>
internal sealed class SpectrogramOption : Option<string?>
{
    /// <summary>Creates the option.</summary>
    public SpectrogramOption()
        : base("--spectrogram")
    {
        Description = "Save the spectrogram as a picture; the name ends in .svg or .png.";
        HelpName = "PICTURE";
    }

    /// <summary>Finds, before any work, what would make the drawing fail.</summary>
    /// <param name="path">The option's value.</param>
    /// <exception cref="UsageException">The ending is neither of the two.</exception>
    public static void Check(string path)
    {
        if (!IsSvg(path) && !IsPng(path))
        {
            throw new UsageException($"--spectrogram is {path}; a name that ends in .svg or .png was expected");
        }
    }

    /// <summary>Draws and saves; the file appears only when it is whole.</summary>
    /// <param name="path">The option's value.</param>
    /// <param name="audio">The recording.</param>
    /// <param name="title">The heading of the picture.</param>
    /// <exception cref="AudioFormatException">The recording has no samples.</exception>
    /// <exception cref="IOException">The picture cannot be written.</exception>
    public static void Save(string path, AudioBuffer audio, string title)
    {
        if (audio.Length == 0)
        {
            throw new AudioFormatException($"{title}: there are no samples to draw");
        }

        var picture = new SpectrogramPicture(audio, new SpectrogramOptions { Title = title });
        IFigure figure = IsSvg(path) ? picture.ToFigure() : picture.ToPng();
        AtomicFile.Write(path, figure.WriteTo);
    }

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
}
