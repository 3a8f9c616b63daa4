namespace Earshot.Codecs;

/// <summary>Receives a pipe whole, because libsndfile must seek in compressed files.</summary>
internal static class TemporaryCopy
{
    /// <summary>Copies a stream to a file in the system's temporary folder that goes when it is closed.</summary>
    /// <param name="source">The stream, read to its end.</param>
    internal static Stream Of(Stream source)
    {
        string path = Path.Combine(Path.GetTempPath(), $"earshot-{Path.GetRandomFileName()}");
        var copy = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            source.CopyTo(copy);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
