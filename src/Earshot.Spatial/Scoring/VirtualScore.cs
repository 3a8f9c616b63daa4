using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Design;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Scoring;

/// <summary>How near a virtual source comes to a true one on the same head.</summary>
/// <param name="ItdUs">Interaural time difference of the virtual source in microseconds, from phases, 500 Hz to 1 kHz.</param>
/// <param name="TrueItdUs">That of a true source at the virtual angle.</param>
/// <param name="ItdShare">The first over the second.</param>
/// <param name="IldErrorDb">Root mean square error of the interaural level difference, 1.5 to 8 kHz.</param>
/// <param name="BoostDb">Highest effort of the virtual source at any frequency of 100 Hz to 16 kHz.</param>
public sealed record VirtualScore(double ItdUs, double TrueItdUs, double ItdShare, double IldErrorDb, double BoostDb)
{
    /// <summary>Computes the figures for the left channel.</summary>
    /// <param name="playback">What the drivers play.</param>
    /// <param name="paths">Gives the paths to the head at frequencies.</param>
    /// <param name="head">The head.</param>
    /// <param name="angleDeg">The virtual angle.</param>
    /// <param name="distanceM">Of the true source.</param>
    public static VirtualScore Of(IDriverFeed playback, Func<double[], EarPlant> paths, IHead head, double angleDeg, double distanceM)
    {
        ArgumentNullException.ThrowIfNull(playback);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(head);
        double[] low = FrequencyGrid.Logarithmic(500, 1000);
        double[] high = FrequencyGrid.Logarithmic(1500, 8000);
        double heard = Itd(EarSpectra.Of(playback, paths(low)));
        (Complex[] left, Complex[] right) = True(head, angleDeg, distanceM, low);
        double wanted = low.Select((hz, i) => (left[i] / right[i]).Phase / (2 * Math.PI * hz)).Average() * 1e6;
        EarSpectra levels = EarSpectra.Of(playback, paths(high));
        (left, right) = True(head, angleDeg, distanceM, high);
        double error = Math.Sqrt(high.Select((_, i) =>
        {
            double difference = levels.SeparationDb(ProgrammeChannel.Left, i) - (20 * Math.Log10(left[i].Magnitude / right[i].Magnitude));
            return difference * difference;
        }).Average());
        EarSpectra wide = EarSpectra.Of(playback, paths(FrequencyGrid.Logarithmic(100, 16000)));
        double boost = Enumerable.Range(0, wide.FrequenciesHz.Length).Max(i => wide.EffortDb(ProgrammeChannel.Left, i));
        return new VirtualScore(heard, wanted, heard / wanted, error, boost);
    }

    /// <summary>What both ears hear of a true source on the left.</summary>
    /// <param name="head">The head.</param>
    /// <param name="angleDeg">From the front, in degrees.</param>
    /// <param name="distanceM">In metres.</param>
    /// <param name="frequenciesHz">Frequencies in Hz.</param>
    internal static (Complex[] Left, Complex[] Right) True(IHead head, double angleDeg, double distanceM, double[] frequenciesHz)
    {
        var left = new Complex[frequenciesHz.Length];
        var right = new Complex[frequenciesHz.Length];
        double angle = angleDeg * Math.PI / 180;
        head.Respond(new Vector3D(distanceM * Math.Cos(angle), distanceM * Math.Sin(angle), 0), frequenciesHz, left, right);
        return (left, right);
    }

    private static double Itd(EarSpectra spectra)
    {
        double sum = 0;
        for (int i = 0; i < spectra.FrequenciesHz.Length; i++)
        {
            Complex quotient = spectra.At(ProgrammeChannel.Left, Ear.Left)[i] / spectra.At(ProgrammeChannel.Left, Ear.Right)[i];
            sum += quotient.Phase / (2 * Math.PI * spectra.FrequenciesHz[i]);
        }

        return sum / spectra.FrequenciesHz.Length * 1e6;
    }
}
