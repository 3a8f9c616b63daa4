using Earshot.Cli.Terminals;
using Earshot.Evaluation.Figures;
using Earshot.Signals;
using Earshot.Signals.Wave;
using Spectre.Console;

namespace Earshot.Cli.Touring;

/// <summary>What the stops of the tour share: the recording on its way, and a place for words, tables and pictures.</summary>
internal sealed class TourContext
{
    private readonly IAnsiConsole _console;
    private readonly List<string> _files = [];

    /// <summary>Starts a tour.</summary>
    /// <param name="terminal">Where words go.</param>
    /// <param name="sample">The recording to show everything on.</param>
    /// <param name="folder">Where pictures and recordings go; must exist.</param>
    public TourContext(Terminal terminal, AudioBuffer sample, string folder)
    {
        _console = terminal.Console;
        Folder = folder;
        Sample = sample;
        Played = sample;
        Heard = sample;
    }

    /// <summary>Where pictures and recordings go.</summary>
    public string Folder { get; }

    /// <summary>The recording as it came with the program.</summary>
    public AudioBuffer Sample { get; }

    /// <summary>What the loudspeaker plays: the sample, or what an earlier stop made of it.</summary>
    public AudioBuffer Played { get; set; }

    /// <summary>What the microphone of the device hears.</summary>
    public AudioBuffer Heard { get; set; }

    /// <summary>Names of the files that were saved, in order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Says something.</summary>
    /// <param name="text">A sentence or a few; lines are broken to fit.</param>
    public void Say(string text)
    {
        _console.Write(new Text(text));
        _console.WriteLine();
    }

    /// <summary>Shows a table; columns of numbers are aligned to the right.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">As many cells a row as there are headings.</param>
    public void ShowTable(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        List<IReadOnlyList<string>> cells = [.. rows];
        for (int i = 0; i < columns.Count; i++)
        {
            bool isNumeric = cells.Count > 0 && cells.TrueForAll(r => r[i].Length > 0 && (char.IsAsciiDigit(r[i][0]) || r[i][0] is '-' or '+'));
            var column = new TableColumn(new Text(columns[i])) { NoWrap = true };
            table.AddColumn(isNumeric ? column.RightAligned() : column);
        }

        foreach (IReadOnlyList<string> row in cells)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _console.Write(table);
    }

    /// <summary>Saves a picture.</summary>
    /// <param name="name">The name of the file, with the ending of its kind.</param>
    /// <param name="figure">The picture.</param>
    public void Save(string name, IFigure figure)
    {
        AtomicFile.Write(Path.Combine(Folder, name), figure.WriteTo);
        _files.Add(name);
    }

    /// <summary>Saves a recording as 16-bit WAV, to be listened to.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="audio">The recording.</param>
    public void Save(string name, AudioBuffer audio)
    {
        WavFile.Write(Path.Combine(Folder, name), audio, WavSampleFormat.Int16);
        _files.Add(name);
    }
}
