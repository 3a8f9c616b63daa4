using System.Globalization;
using System.Text;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Export;

/// <summary>A configuration for CamillaDSP 3: a mixer to one channel a filter, the filters, a mixer to the drivers.</summary>
internal static class CamillaDspExport
{
    public static string Write(SpatialModel model)
    {
        int drivers = model.Playback.DriverCount;
        var yaml = new StringBuilder();
        void Line(int indent, string text) => yaml.Append(' ', 2 * indent).Append(text).Append('\n');
        Line(0, $"# {model.Device.Name}: stereo to {drivers} drivers. Lead-in {(model.Playback.DelaySamples * 1000 / model.SampleRate).ToString("0.###", CultureInfo.InvariantCulture)} ms. For CamillaDSP 3.");
        Line(0, "devices:");
        Line(1, $"samplerate: {model.SampleRate}");
        Line(1, "chunksize: 1024");
        Line(1, "capture: { type: Stdin, channels: 2, format: FLOAT32LE }");
        Line(1, $"playback: {{ type: Stdout, channels: {drivers}, format: FLOAT32LE }}");
        Line(0, "filters:");
        for (int c = 0; c < 2; c++)
        {
            for (int n = 0; n < drivers; n++)
            {
                Line(1, $"{Name(c, n)}:");
                Line(2, "type: Conv");
                Line(2, $"parameters: {{ type: Wav, filename: {FilterExport.WaveName(model, (ProgrammeChannel)c, n)}, channel: 0 }}");
            }
        }

        string gain = FilterExport.SafeGainDb(model).ToString("0.0", CultureInfo.InvariantCulture);
        Line(0, "mixers:");
        Line(1, "split:");
        Line(2, $"channels: {{ in: 2, out: {2 * drivers} }}");
        Line(2, "mapping:");
        for (int i = 0; i < 2 * drivers; i++)
        {
            Line(3, $"- {{ dest: {i}, sources: [{{ channel: {i / drivers}, gain: {gain}, inverted: false }}] }}");
        }

        Line(1, "sum:");
        Line(2, $"channels: {{ in: {2 * drivers}, out: {drivers} }}");
        Line(2, "mapping:");
        for (int n = 0; n < drivers; n++)
        {
            Line(3, $"- {{ dest: {n}, sources: [{{ channel: {n}, gain: 0, inverted: false }}, {{ channel: {drivers + n}, gain: 0, inverted: false }}] }}");
        }

        Line(0, "pipeline:");
        Line(1, "- { type: Mixer, name: split }");
        for (int i = 0; i < 2 * drivers; i++)
        {
            Line(1, $"- {{ type: Filter, channels: [{i}], names: [{Name(i / drivers, i % drivers)}] }}");
        }

        Line(1, "- { type: Mixer, name: sum }");
        return yaml.ToString();

        string Name(int c, int n) => $"{FilterExport.ChannelName((ProgrammeChannel)c)}_{FilterExport.Plain(model.Device.Drivers[n].Id)}";
    }
}
