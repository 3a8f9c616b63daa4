// SOFA (AES69), the convention SimpleFreeFieldHRIR and its kin: Data.IR [measurement][receiver][sample], SourcePosition in
// degrees (left positive) or metres, Data.Delay in samples. Needs receiver 0 left, receiver 1 right, which ReceiverPosition tells.
using Earshot.Signals;
using Earshot.Spatial.Heads;

namespace Earshot.Spatial.Sofa;

/// <summary>Reads head-related impulse responses from SOFA files.</summary>
public static class SofaFile
{
    /// <summary>Larger files than any set of head-related responses.</summary>
    private const long MaxBytes = 1L << 30;

    private const int MaxDelay = 65536;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call the head; the file's name where null.</param>
    /// <exception cref="AudioFormatException">The file is broken, or holds something else than responses of two ears.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HrirSet Read(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var info = new FileInfo(path);
        if (info.Exists && info.Length > MaxBytes)
        {
            throw new AudioFormatException($"{path}: {info.Length} bytes; no set of head-related responses is that large");
        }

        return Parse(File.ReadAllBytes(path), path, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <param name="name">What to call the head.</param>
    /// <exception cref="AudioFormatException">The file is broken, or holds something else than responses of two ears.</exception>
    public static HrirSet Parse(byte[] bytes, string source, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var file = new HdfFile(bytes, source);
        HdfDataset responses = Require(file, "Data.IR", source);
        if (responses.Shape is not [> 0, 2, > 0])
        {
            throw new AudioFormatException($"{source}: Data.IR is {string.Join(" x ", responses.Shape)}; expected measurements x 2 ears x samples");
        }

        int count = responses.Shape[0];
        int length = responses.Shape[2];
        double rate = Require(file, "Data.SamplingRate", source).Values is [var first, ..] ? first : 0;
        if (!(rate is >= 1000 and <= 1e6))
        {
            throw new AudioFormatException($"{source}: Data.SamplingRate is {rate}; expected 1000..1000000 Hz");
        }

        // 1. Where the sources stood.
        HdfDataset positions = Require(file, "SourcePosition", source);
        if (positions.Shape is not [> 0, 3] || (positions.Shape[0] != count && positions.Shape[0] != 1))
        {
            throw new AudioFormatException($"{source}: SourcePosition is {string.Join(" x ", positions.Shape)}; expected {count} x 3");
        }

        bool isCartesian = string.Equals(file.Attribute("SourcePosition", "Type"), "cartesian", StringComparison.OrdinalIgnoreCase);
        var directions = new (double AzimuthDeg, double ElevationDeg)[count];
        double distance = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> p = positions.Values.AsSpan(3 * (positions.Shape[0] == 1 ? 0 : i), 3);
            (directions[i], double r) = isCartesian ? Spherical(p[0], p[1], p[2]) : ((p[0], p[1]), p[2]);
            distance += r / count;
        }

        // 2. Which receiver is the left ear.
        bool isSwapped = file.Find("ReceiverPosition") is { Shape: [2, ..], Values: [_, var y0, _, _, var y1, ..] } && y0 < y1
            && !string.Equals(file.Attribute("ReceiverPosition", "Type"), "spherical", StringComparison.OrdinalIgnoreCase);

        // 3. Responses, each behind its delay.
        double[] delays = file.Find("Data.Delay") is { Shape: [_, 2], Values: { Length: >= 2 } d } ? d : [0, 0];
        double longest = delays.Max();
        if (!(longest is >= 0 and <= MaxDelay) || !(delays.Min() >= 0))
        {
            throw new AudioFormatException($"{source}: Data.Delay reaches {longest} samples; expected 0..{MaxDelay}");
        }

        int padded = length + (int)Math.Round(longest);
        float[][] ears = [new float[count * padded], new float[count * padded]];
        for (int i = 0; i < count; i++)
        {
            for (int ear = 0; ear < 2; ear++)
            {
                int at = (int)Math.Round(delays[delays.Length == 2 * count ? (2 * i) + ear : ear]);
                float[] target = ears[isSwapped ? 1 - ear : ear];
                for (int n = 0; n < length; n++)
                {
                    target[(i * padded) + at + n] = (float)responses.Values[(((2L * i) + ear) * length) + n];
                }
            }
        }

        return new HrirSet((int)Math.Round(rate), directions, ears[0], ears[1], distance > 0 ? distance : 1, name);
    }

    private static HdfDataset Require(HdfFile file, string name, string source) =>
        file.Find(name) ?? throw new AudioFormatException(
            $"{source}: there is no {name}; expected head-related impulse responses (found: {string.Join(", ", file.Names.Order(StringComparer.Ordinal).Take(12))})");

    private static ((double AzimuthDeg, double ElevationDeg) Direction, double Distance) Spherical(double x, double y, double z)
    {
        double r = Math.Sqrt((x * x) + (y * y) + (z * z));
        return r > 0
            ? ((Math.Atan2(y, x) * 180 / Math.PI, Math.Asin(z / r) * 180 / Math.PI), r)
            : ((0, 0), 0);
    }
}
