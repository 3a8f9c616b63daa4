namespace Earshot.Codecs;

/// <summary>The command that installs a native dependency on the system that runs.</summary>
internal static class InstallCommand
{
    /// <summary>Picks by system.</summary>
    /// <param name="debian">Package of Debian and Ubuntu.</param>
    /// <param name="homebrew">Formula of Homebrew.</param>
    /// <param name="windows">Whole command or hint for Windows.</param>
    internal static string For(string debian, string homebrew, string windows) =>
        OperatingSystem.IsMacOS() ? $"brew install {homebrew}"
        : OperatingSystem.IsWindows() ? windows
        : $"apt-get install {debian}";
}
