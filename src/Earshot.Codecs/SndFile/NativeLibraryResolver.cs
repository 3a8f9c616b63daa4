using System.Runtime.InteropServices;

namespace Earshot.Codecs.SndFile;

/// <summary>Tries the names of a shared library in order and keeps the first that loads.</summary>
internal static class NativeLibraryResolver
{
    /// <summary>Loads the first library that is there.</summary>
    /// <param name="candidates">Paths or names, best first; empty ones are passed over.</param>
    /// <param name="handle">The library, 0 when there is none.</param>
    /// <returns>False when none loads.</returns>
    internal static bool TryLoad(IEnumerable<string?> candidates, out nint handle)
    {
        foreach (string? candidate in candidates)
        {
            if (!string.IsNullOrEmpty(candidate) && NativeLibrary.TryLoad(candidate, out handle))
            {
                return true;
            }
        }

        handle = 0;
        return false;
    }
}
