using Earshot.Signals;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary>What every verb needs before it listens for marks: keys that can be read and a rate that has room for a mark.</summary>
internal static class KeyLoading
{
    /// <summary>Reads key files; a key that is given twice counts once.</summary>
    /// <param name="paths">Key files.</param>
    /// <exception cref="KeyFormatException">A file is no key of this version.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<WatermarkKey> Load(IEnumerable<string> paths) => [.. paths.Select(Load).Distinct()];

    /// <summary>Reads a key file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KeyFormatException">The file is no key of this version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WatermarkKey Load(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: this is a folder; a key file is expected");
        }

        return File.Exists(path) ? KeyFile.Load(path) : throw new FileNotFoundException(message: null, path);
    }

    /// <summary>Finds out whether a recording has room for a mark.</summary>
    /// <param name="sampleRate">Its samples per second.</param>
    /// <param name="path">What to call it in the message.</param>
    /// <exception cref="AudioFormatException">It has not.</exception>
    public static void CheckRate(int sampleRate, string path)
    {
        if (sampleRate is < MarkFormat.MinSampleRate or > MarkFormat.MaxSampleRate)
        {
            string name = path == "-" ? "standard input" : path;
            throw new AudioFormatException(
                $"{name}: {sampleRate} samples per second; a watermark needs {MarkFormat.MinSampleRate} to {MarkFormat.MaxSampleRate}");
        }
    }
}
