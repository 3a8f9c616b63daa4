using System.Globalization;
using System.Numerics;
using Earshot.Signals;
using Earshot.Signals.Filters;

namespace Earshot.Spatial.Plants;

/// <summary>A driver's measured response: from FRD text (frequency, level, phase) or from an impulse. Immutable.</summary>
public sealed class MeasuredResponse
{
    /// <summary>Longest impulse that is read, in samples: a driver rings for milliseconds, not minutes.</summary>
    private const int MaxLength = 65536;

    private readonly double[] _hz = []; // [point], rising
    private readonly double[] _db = []; // [point]
    private readonly double[] _phase = []; // [point], radians, unwrapped
    private readonly float[] _impulse = [];
    private readonly int _sampleRate;

    private MeasuredResponse(double[] hz, double[] db, double[] phase)
    {
        _hz = hz;
        _db = db;
        _phase = phase;
    }

    private MeasuredResponse(float[] impulse, int sampleRate)
    {
        _impulse = impulse;
        _sampleRate = sampleRate;
    }

    /// <summary>Takes an impulse response; its time 0 is its first sample.</summary>
    /// <param name="impulse">One channel, 1 .. 65536 samples, not all 0.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="AudioFormatException">It is empty, silent, too long, or has more channels.</exception>
    public static MeasuredResponse FromImpulse(AudioBuffer impulse, string name = "impulse response")
    {
        ArgumentNullException.ThrowIfNull(impulse);
        if (impulse.ChannelCount != 1)
        {
            throw new AudioFormatException($"{name}: {impulse.ChannelCount} channels; the response of one driver has one");
        }

        if (impulse.Length is 0 or > MaxLength || impulse.Samples.IndexOfAnyExcept(0f) < 0)
        {
            throw new AudioFormatException($"{name}: {impulse.Length} samples{(impulse.Length is > 0 and <= MaxLength ? " of silence" : "")}; expected 1..{MaxLength}, not all 0");
        }

        return new MeasuredResponse(impulse.Samples.ToArray(), impulse.SampleRate);
    }

    /// <summary>Reads FRD text: a line a frequency with Hz, dB and, if known, degrees; other lines are comments when they start with no digit.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="AudioFormatException">A line is broken, frequencies do not rise, or there are fewer than two.</exception>
    public static MeasuredResponse FromFrd(TextReader reader, string name = "FRD")
    {
        ArgumentNullException.ThrowIfNull(reader);
        var hz = new List<double>();
        var db = new List<double>();
        var phase = new List<double>();
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] words = line.Split([' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || !(char.IsAsciiDigit(words[0][0]) || words[0][0] is '.' or '-' or '+'))
            {
                continue;
            }

            var values = new double[3];
            for (int i = 0; i < Math.Min(3, words.Length); i++)
            {
                if (!double.TryParse(words[i], CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
                {
                    throw new AudioFormatException($"{name}:{number}: \"{words[i]}\" is not a number");
                }
            }

            if (words.Length < 2 || !(values[0] > 0) || (hz.Count > 0 && values[0] <= hz[^1]))
            {
                throw new AudioFormatException($"{name}:{number}: expected a frequency above the one before, and a level in dB");
            }

            hz.Add(values[0]);
            db.Add(values[1]);
            double radians = values[2] * Math.PI / 180;
            phase.Add(phase.Count == 0 ? radians : radians - (2 * Math.PI * Math.Round((radians - phase[^1]) / (2 * Math.PI))));
        }

        return hz.Count >= 2
            ? new MeasuredResponse([.. hz], [.. db], [.. phase])
            : throw new AudioFormatException($"{name}: {hz.Count} lines with frequency and level; expected two or more");
    }

    /// <summary>The response at a frequency; outside the measured range as at its edge.</summary>
    /// <param name="hz">Frequency in Hz.</param>
    public Complex At(double hz)
    {
        if (_impulse.Length > 0)
        {
            return FrequencyResponse.Of(_impulse, _sampleRate, Math.Min(hz, _sampleRate / 2.0));
        }

        double x = Math.Clamp(hz, _hz[0], _hz[^1]);
        int next = Math.Clamp(Array.FindIndex(_hz, f => f >= x), 1, _hz.Length - 1);
        double share = Math.Log(x / _hz[next - 1]) / Math.Log(_hz[next] / _hz[next - 1]);
        double db = _db[next - 1] + (share * (_db[next] - _db[next - 1]));
        double phase = _phase[next - 1] + (share * (_phase[next] - _phase[next - 1]));
        return Complex.FromPolarCoordinates(Math.Pow(10, db / 20), phase);
    }
}
