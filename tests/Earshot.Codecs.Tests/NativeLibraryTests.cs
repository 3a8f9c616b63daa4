using Earshot.Codecs.SndFile;

namespace Earshot.Codecs.Tests;

public sealed class NativeLibraryTests
{
    [Fact]
    public void The_first_candidate_that_loads_is_taken()
    {
        Assert.False(NativeLibraryResolver.TryLoad([null, string.Empty, "libearshot-is-not-here.so.7"], out nint none));
        Assert.Equal(0, none);
        Assert.SkipUnless(SndFileLibrary.IsAvailable, "libsndfile is not installed");
        Assert.True(NativeLibraryResolver.TryLoad(["libearshot-is-not-here.so.7", .. SndFileNative.Candidates()], out nint found));
        Assert.NotEqual(0, found);
    }

    [Fact]
    public void The_error_names_the_library_the_purpose_and_one_command()
    {
        NativeLibraryException exception = SndFileLibrary.Missing("to read a.flac");
        Assert.Equal("libsndfile", exception.LibraryName);
        Assert.Equal($"libsndfile is needed to read a.flac and was not found; install it with: {exception.InstallCommand}", exception.Message);
        string command = OperatingSystem.IsMacOS() ? "brew install libsndfile" : OperatingSystem.IsWindows() ? "vcpkg" : "apt-get install libsndfile1";
        Assert.StartsWith(command, exception.InstallCommand, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_says_what_it_can_do()
    {
        Assert.SkipUnless(SndFileLibrary.IsAvailable, "libsndfile is not installed");
        Assert.StartsWith("libsndfile-1.", SndFileLibrary.Version, StringComparison.Ordinal);
        Assert.False(SndFileLibrary.Supports(CodecFormat.Aac));
        Version version = Version.Parse(SndFileLibrary.Version!["libsndfile-".Length..]);
        if (version >= new Version(1, 1))
        {
            Assert.All([CodecFormat.Flac, CodecFormat.Vorbis, CodecFormat.Opus], format => Assert.True(SndFileLibrary.Supports(format), $"{format}"));
        }
    }
}
