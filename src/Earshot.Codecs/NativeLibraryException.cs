namespace Earshot.Codecs;

/// <summary>A native library or a program that Earshot uses when it is there is not there.</summary>
/// <remarks>The message names it, what it is needed for, and the one command that installs it.</remarks>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="libraryName">Name of the library or program.</param>
    /// <param name="purpose">What it is needed for, such as <c>to read FLAC files</c>.</param>
    /// <param name="installCommand">The command that installs it on this system.</param>
    public NativeLibraryException(string libraryName, string purpose, string installCommand)
        : base($"{libraryName} is needed {purpose} and was not found; install it with: {installCommand}")
    {
        LibraryName = libraryName;
        InstallCommand = installCommand;
    }

    /// <summary>Name of the library or program.</summary>
    public string LibraryName { get; }

    /// <summary>The command that installs it on this system.</summary>
    public string InstallCommand { get; }
}
