using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Earshot.Codecs;

/// <summary>The program ffmpeg, run beside Earshot and never linked.</summary>
/// <remarks>Looked for on PATH; the variable <c>EARSHOT_FFMPEG</c> names another program.</remarks>
public sealed class FfmpegProgram
{
    private const string PathVariable = "EARSHOT_FFMPEG";
    private const int MaxErrorCharacters = 2000;

    private FfmpegProgram(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Finds the program.</summary>
    /// <returns>Null when there is none.</returns>
    public static FfmpegProgram? Find() => Find(Environment.GetEnvironmentVariable(PathVariable), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds the program or says how to install it.</summary>
    /// <param name="purpose">What it is needed for, such as <c>to encode AAC</c>.</param>
    /// <exception cref="NativeLibraryException">There is none.</exception>
    public static FfmpegProgram Require(string purpose) =>
        Find() ?? throw new NativeLibraryException("ffmpeg", purpose, InstallCommand.For("ffmpeg", "ffmpeg", "winget install ffmpeg"));

    /// <summary>Finds the program in given places.</summary>
    /// <param name="chosen">The user's own choice, tried alone when given.</param>
    /// <param name="folders">Folders as in PATH.</param>
    internal static FfmpegProgram? Find(string? chosen, string? folders)
    {
        if (!string.IsNullOrEmpty(chosen))
        {
            return File.Exists(chosen) ? new FfmpegProgram(chosen) : null;
        }

        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        foreach (string folder in (folders ?? string.Empty).Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string path = System.IO.Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return new FfmpegProgram(path);
            }
        }

        return null;
    }

    /// <summary>Runs the program and waits for its end.</summary>
    /// <typeparam name="T">What is made of its output.</typeparam>
    /// <param name="arguments">Its arguments, each as it is; quiet and non-interactive ones are put before them.</param>
    /// <param name="writeInput">Writes its standard input, which is then closed.</param>
    /// <param name="readOutput">Reads its standard output and leaves it open; runs on another thread. What it does not read is dropped.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="IOException">The program could not be started or failed; the message holds its own words.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal T Run<T>(IEnumerable<string> arguments, Action<Stream> writeInput, Func<Stream, T> readOutput, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = Start(arguments);
        using CancellationTokenRegistration kill = cancellationToken.Register(() => Kill(process));
        Task<string> errors = Task.Run(() => ReadErrors(process.StandardError), CancellationToken.None);
        Task<T> output = Task.Run(() => ReadOutput(process, readOutput), CancellationToken.None);
        try
        {
            WriteInput(process, writeInput);
            process.WaitForExit();
            string words = errors.GetAwaiter().GetResult();
            cancellationToken.ThrowIfCancellationRequested();
            T result = output.GetAwaiter().GetResult();
            return process.ExitCode == 0
                ? result
                : throw new IOException($"{Path} ended with code {process.ExitCode}: {words.ReplaceLineEndings(" ").Trim()}");
        }
        finally
        {
            Kill(process);
        }
    }

    private static void WriteInput(Process process, Action<Stream> writeInput)
    {
        try
        {
            using Stream input = process.StandardInput.BaseStream;
            writeInput(input);
        }
        catch (IOException)
        {
            // It stopped listening; its exit code and its own words say why.
        }
    }

    // A reader that gives up, or stops early, must not leave the program waiting at a full pipe.
    private static T ReadOutput<T>(Process process, Func<Stream, T> readOutput)
    {
        try
        {
            Stream output = process.StandardOutput.BaseStream;
            T result = readOutput(output);
            output.CopyTo(Stream.Null);
            return result;
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static string ReadErrors(StreamReader reader)
    {
        var words = new StringBuilder();
        while (reader.ReadLine() is string line)
        {
            if (words.Length < MaxErrorCharacters)
            {
                words.AppendLine(line);
            }
        }

        return words.ToString();
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["-hide_banner", "-loglevel", "error", "-y", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw new IOException($"{Path} did not start");
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{Path} did not start: {exception.Message}", exception);
        }
    }
}
