using System.Text;
using Spectre.Console;

namespace Earshot.Cli.Terminals;

/// <summary>The four ways in and out of the process, as the verbs see them: injected, so that tests can hold them.</summary>
/// <remarks>Results go to standard output; progress, notes and errors go to standard error.</remarks>
internal sealed class Terminal : IDisposable
{
    // Wide enough for every table of the tool when nobody's window sets a limit.
    private const int WidthOfFiles = 120;

    private readonly Lazy<Stream> _input;
    private readonly bool _resultsAreTerminal;
    private IAnsiConsole? _console;
    private IAnsiConsole? _logConsole;

    /// <summary>Creates a terminal over given streams.</summary>
    /// <param name="input">Opens standard input, at most once.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="resultsAreTerminal">Whether a person looks at standard output.</param>
    /// <param name="isInteractive">Whether a person looks at standard error.</param>
    public Terminal(Func<Stream> input, Stream output, Stream error, bool resultsAreTerminal = false, bool isInteractive = false)
    {
        _input = new Lazy<Stream>(input);
        _resultsAreTerminal = resultsAreTerminal;
        Output = output;
        IsInteractive = isInteractive;
        Results = LineWriter(output);
        Log = LineWriter(error);
    }

    /// <summary>Standard input as bytes.</summary>
    public Stream Input => _input.Value;

    /// <summary>Standard output as bytes, for audio.</summary>
    public Stream Output { get; }

    /// <summary>Standard output as lines of text, each written at once.</summary>
    public TextWriter Results { get; }

    /// <summary>Standard error as lines of text, each written at once.</summary>
    public TextWriter Log { get; }

    /// <summary>Whether a person looks at standard error, so that a progress bar makes sense.</summary>
    public bool IsInteractive { get; }

    /// <summary>Standard output with tables and color, plain when it is no terminal.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole(Results, _resultsAreTerminal);

    private IAnsiConsole LogConsole => _logConsole ??= CreateConsole(Log, IsInteractive);

    /// <summary>The terminal of this process.</summary>
    public static Terminal ForProcess() => new(
        System.Console.OpenStandardInput,
        PipeStream.OpenStandardOutput(),
        System.Console.OpenStandardError(),
        resultsAreTerminal: !System.Console.IsOutputRedirected,
        isInteractive: !System.Console.IsErrorRedirected);

    /// <summary>Says something beside the result, on standard error.</summary>
    /// <param name="message">One sentence.</param>
    public void Note(string message) => Log.WriteLine(OneLine(message));

    /// <summary>Reports an error as one line on standard error.</summary>
    /// <param name="message">What went wrong.</param>
    public void Error(string message) => Log.WriteLine($"earshot: {OneLine(message)}");

    /// <summary>Runs slow work behind a progress bar when a person is watching.</summary>
    /// <param name="title">What is going on.</param>
    /// <param name="work">The work; it reports 0 .. 1, or nothing when its end is unknown.</param>
    public async Task WithProgressAsync(string title, Func<IProgress<double>, Task> work)
    {
        if (!IsInteractive)
        {
            await work(new BarProgress(task: null));
            return;
        }

        await LogConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => work(new BarProgress(bars.AddTask(Markup.Escape(title), maxValue: 1))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_input.IsValueCreated)
        {
            Input.Dispose();
        }
    }

    // File names may hold line breaks and escape sequences; a message stays one harmless line.
    private static string OneLine(string message)
    {
        var line = new StringBuilder(message.Length);
        foreach (char c in message)
        {
            bool blank = char.IsControl(c) || char.IsWhiteSpace(c);
            if (!blank)
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static StreamWriter LineWriter(Stream stream)
    {
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096, leaveOpen: true)
        {
            AutoFlush = true,
            NewLine = "\n",
        };
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new WriterOutput(writer, isTerminal, WidthOfFiles),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        return console;
    }
}
