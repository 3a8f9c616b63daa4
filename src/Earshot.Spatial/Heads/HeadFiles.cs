using System.Globalization;
using Earshot.Corpora;
using Earshot.Signals;
using Earshot.Spatial.Plants;
using Earshot.Spatial.Sofa;

namespace Earshot.Spatial.Heads;

/// <summary>Finds and reads heads: the sphere, the two known dummies, and files.</summary>
public static class HeadFiles
{
    /// <summary>Where Debian's libmysofa1 puts the measurements of the KEMAR dummy (Gardner and Martin 1994).</summary>
    private static readonly string[] KemarPlaces =
        ["/usr/share/libmysofa/MIT_KEMAR_normal_pinna.sofa", "/usr/local/share/libmysofa/MIT_KEMAR_normal_pinna.sofa"];

    /// <summary>A head by name or file.</summary>
    /// <param name="nameOrPath"><c>sphere</c>, <c>kemar</c>, <c>ku100</c>, or a .sofa or .npz file.</param>
    /// <exception cref="AudioFormatException">The file is broken, or none of its kind.</exception>
    /// <exception cref="FileNotFoundException">A file that is needed is not there; the message says where it was looked for.</exception>
    public static IHead Load(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        return nameOrPath switch
        {
            "sphere" => new SphericalHead(),
            "kemar" => FindKemar() ?? throw new FileNotFoundException("the KEMAR head is not installed; apt-get install libmysofa1 brings it"),
            "ku100" => FindKu100() ?? throw new FileNotFoundException(
                $"the KU100 head is not here; hrtf/ku100_circular.npz was looked for in the data folder ({DatasetRoot.VariableName})"),
            _ => Read(nameOrPath),
        };
    }

    /// <summary>The KEMAR dummy, or null where it is not installed.</summary>
    public static MeasuredHead? FindKemar() =>
        Array.Find(KemarPlaces, File.Exists) is { } path ? new MeasuredHead(SofaFile.Read(path, "KEMAR")) : null;

    /// <summary>The KU100 dummy's horizontal circle (Bernschuetz 2013), or null where there is no data folder with it.</summary>
    public static MeasuredHead? FindKu100()
    {
        string? path = DatasetRoot.Find() is { } root ? Path.Combine(root.FolderPath, "hrtf", "ku100_circular.npz") : null;
        return path is not null && File.Exists(path) ? new MeasuredHead(ReadCircle(path, "KU100", 48000, 3.25)) : null;
    }

    /// <summary>A head from a file.</summary>
    /// <param name="path">A .sofa file, or an .npz file with <c>hrir</c> [direction][ear][tap] and <c>azimuths</c> in degrees at 48 kHz.</param>
    /// <exception cref="AudioFormatException">The file is broken, or none of its kind.</exception>
    public static MeasuredHead Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: no such file; a head is sphere, kemar, ku100, or a .sofa or .npz file", path);
        }

        string name = Path.GetFileNameWithoutExtension(path);
        return Path.GetExtension(path).ToLower(CultureInfo.InvariantCulture) switch
        {
            ".sofa" => new MeasuredHead(SofaFile.Read(path, name)),
            ".npz" => new MeasuredHead(ReadCircle(path, name, 48000, 3.25)),
            _ => throw new AudioFormatException($"{path}: a head is read from .sofa or .npz files"),
        };
    }

    private static HrirSet ReadCircle(string path, string name, int sampleRate, double distanceM)
    {
        Dictionary<string, NpyArray> arrays = NpyArray.ReadArchive(path);
        if (!arrays.TryGetValue("hrir", out NpyArray? hrir) || hrir.Shape is not [> 0, 2, > 0])
        {
            throw new AudioFormatException($"{path}: expected an array hrir [direction][2][tap]");
        }

        int count = hrir.Shape[0];
        int taps = hrir.Shape[2];
        if (!arrays.TryGetValue("azimuths", out NpyArray? azimuths) || azimuths.Values.Length != count)
        {
            throw new AudioFormatException($"{path}: expected an array azimuths of {count} values");
        }

        var left = new float[count * taps];
        var right = new float[count * taps];
        for (int i = 0; i < count; i++)
        {
            for (int n = 0; n < taps; n++)
            {
                left[(i * taps) + n] = (float)hrir.Values[(2 * i * taps) + n];
                right[(i * taps) + n] = (float)hrir.Values[(((2 * i) + 1) * taps) + n];
            }
        }

        return new HrirSet(sampleRate, [.. azimuths.Values.Select(static a => (a, 0.0))], left, right, distanceM, name);
    }
}
