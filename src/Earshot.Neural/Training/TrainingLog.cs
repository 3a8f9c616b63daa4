using System.Text;
using System.Text.Json;
using Earshot.Signals.Wave;

namespace Earshot.Neural.Training;

// One JSON object a line: step, loss, rate, gradient_norm, seconds, and validation where there was one.
internal sealed class TrainingLog : IDisposable
{
    private readonly FileStream _stream;

    // Lines of steps that will be taken again are dropped.
    public TrainingLog(string path, long step)
    {
        if (File.Exists(path))
        {
            AtomicFile.WriteAllText(path, string.Concat(File.ReadLines(path).Where(line => StepOf(line) <= step).Select(line => line + "\n")));
        }

        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    public void Write(in TrainingProgress progress)
    {
        using (var json = new Utf8JsonWriter(_stream))
        {
            json.WriteStartObject();
            json.WriteNumber("step", progress.Step);
            json.WriteNumber("loss", progress.Loss);
            json.WriteNumber("rate", progress.Rate);
            json.WriteNumber("gradient_norm", progress.GradientNorm);
            json.WriteNumber("seconds", Math.Round(progress.Seconds, 3));
            if (double.IsFinite(progress.Validation))
            {
                json.WriteNumber("validation", progress.Validation);
            }

            json.WriteEndObject();
        }

        _stream.Write("\n"u8);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();

    // A line that a crash cut short counts as one to drop.
    private static long StepOf(string line)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return long.MaxValue;
        }
    }
}
