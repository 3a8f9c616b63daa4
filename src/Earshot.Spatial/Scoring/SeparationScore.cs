using Earshot.Spatial.Design;

namespace Earshot.Spatial.Scoring;

/// <summary>Separation with its price, as single figures; never one without the other.</summary>
/// <param name="MeanDb">Mean over a 1/10-octave grid of the separation, clipped at 30 dB a frequency, both channels, 300 Hz to 8 kHz.</param>
/// <param name="BassDb">The same for 100 to 300 Hz.</param>
/// <param name="LowDb">The same for 300 Hz to 1 kHz.</param>
/// <param name="MidDb">The same for 1 to 4 kHz.</param>
/// <param name="HighDb">The same for 4 to 8 kHz.</param>
/// <param name="WorstDb">Lowest separation at any frequency of the mean.</param>
/// <param name="BoostDb">Highest effort, summed power of all drivers against one, at any frequency of 100 Hz to 16 kHz.</param>
public sealed record SeparationScore(
    double MeanDb, double BassDb, double LowDb, double MidDb, double HighDb, double WorstDb, double BoostDb)
{
    /// <summary>Where separation is clipped, in dB: more at single frequencies is luck, and helps nobody.</summary>
    public const double ClipDb = 30;

    /// <summary>Computes the figures.</summary>
    /// <param name="spectra">On a grid from 100 Hz or below to 16 kHz or above.</param>
    public static SeparationScore Of(EarSpectra spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        double boost = double.NegativeInfinity;
        double worst = double.PositiveInfinity;
        for (int i = 0; i < spectra.FrequenciesHz.Length; i++)
        {
            double hz = spectra.FrequenciesHz[i];
            foreach (ProgrammeChannel channel in (ReadOnlySpan<ProgrammeChannel>)[ProgrammeChannel.Left, ProgrammeChannel.Right])
            {
                boost = hz is >= 99 and <= 16100 ? Math.Max(boost, spectra.EffortDb(channel, i)) : boost;
                worst = hz is >= 299 and <= 8050 ? Math.Min(worst, spectra.SeparationDb(channel, i)) : worst;
            }
        }

        return new SeparationScore(
            Mean(spectra, 300, 8000), Mean(spectra, 100, 300), Mean(spectra, 300, 1000), Mean(spectra, 1000, 4000), Mean(spectra, 4000, 8000), worst, boost);
    }

    /// <summary>Mean clipped separation over a band, both channels.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="lowHz">Lower edge in Hz.</param>
    /// <param name="highHz">Upper edge in Hz.</param>
    public static double Mean(EarSpectra spectra, double lowHz, double highHz)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < spectra.FrequenciesHz.Length; i++)
        {
            double hz = spectra.FrequenciesHz[i];
            if (hz >= lowHz * 0.999 && hz <= highHz * 1.001)
            {
                sum += Math.Min(ClipDb, spectra.SeparationDb(ProgrammeChannel.Left, i));
                sum += Math.Min(ClipDb, spectra.SeparationDb(ProgrammeChannel.Right, i));
                count += 2;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
