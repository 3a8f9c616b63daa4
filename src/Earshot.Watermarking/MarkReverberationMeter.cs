using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking;

/// <summary>Estimates the reverberation of the path from marks of the event profile.</summary>
/// <remarks>
/// With its signs undone, a mark is its pattern played 192 times and averaged: what the average still holds some time after the pattern has ended
/// is the room's. The energy there falls as exp(-13.8 t / RT60), which Tai and Mansour (2019) name as a use of the method; the fit is
/// <see cref="EnergyDecayFit"/>. How far it can be trusted is measured in docs/evaluation/watermark.md.
/// </remarks>
public static class MarkReverberationMeter
{
    /// <summary>Rows around the detected start in which the highest energy is looked for.</summary>
    private const int SearchRows = 4;

    /// <summary>Rows after the peak at which the pattern itself, its window and the smoothing are over.</summary>
    private const int SkipRows = 3;

    /// <summary>Measures every event mark of a key in a recording.</summary>
    /// <param name="audio">The recording, 8000 .. 768000 Hz, any number of channels.</param>
    /// <param name="key">The key.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <returns>One value a mark, in order of time; marks whose end is cut off are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IReadOnlyList<MarkReverberation> Measure(AudioBuffer audio, WatermarkKey key, WatermarkDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(key);
        var energies = new SignedEnergies(key);
        var detector = new WatermarkDetectorStream([key], audio.SampleRate, audio.ChannelCount, options);
        detector.Observer = (_, _) => energies.Add(detector.History);
        detector.Accept(audio.Samples);
        detector.Complete();
        var found = new List<MarkReverberation>();
        while (detector.TryRead(out WatermarkEvent? next))
        {
            if (next is WatermarkDetected { Profile: WatermarkProfile.Event } mark && Fit(energies, mark) is { } rt60)
            {
                found.Add(new MarkReverberation(mark.Start, rt60, mark.Score));
            }
        }

        return found;
    }

    private static double? Fit(SignedEnergies energies, WatermarkDetected mark)
    {
        // 1. start -> row and skew with the highest energy
        int expected = (int)Math.Round(StreamClock.PeakRow(mark.Start));
        int peak = -1;
        int skew = 0;
        for (int row = Math.Max(0, expected - SearchRows); row <= Math.Min(energies.Count - 1, expected + SearchRows); row++)
        {
            for (int s = 0; s < SkewGrid.Count; s++)
            {
                if (peak < 0 || energies.Excess(row, s, mark.Bands) > energies.Excess(peak, skew, mark.Bands))
                {
                    (peak, skew) = (row, s);
                }
            }
        }

        // 2. energies after the peak -> decay
        if (peak < 0 || peak + SkipRows + EnergyDecayFit.Length > energies.Count)
        {
            return null;
        }

        var decay = new double[EnergyDecayFit.Length];
        for (int i = 0; i < decay.Length; i++)
        {
            decay[i] = energies.Excess(peak + SkipRows + i, skew, mark.Bands);
        }

        return EnergyDecayFit.Rt60Seconds(decay);
    }
}
